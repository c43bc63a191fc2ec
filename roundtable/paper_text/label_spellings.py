"""Spellings of the field labels of a practice record in English, French and Spanish, as patterns."""

from typing import Literal

Kind = Literal[
    "title",
    "country",
    "target",
    "coordination",
    "partner",
    "funder",
    "co-funder",
    "area",
    "tag",
    "summary",
    "links",
    "gcm",
    "sdg",
    "source",
    "contact",
    "detail",
    "extra",
]

# "~" stands for an optional plural: s, es, (s), (es), /s; a blank for any blanks; case does not matter.
_FUNDER = (
    "donor (?:agenc(?:y|ies)|organi[sz]ation~|institution~|countr(?:y|ies))"
    "|(?:funder|donor|donateur|financeur|financiador|donante|bailleur|sponsor|patrocinador)~(?: de fonds)?|funded by"
    "|funding(?: partner~| source~| agenc(?:y|ies)| bod(?:y|ies)| organi[sz]ation~| institution~)?|financed by"
    "|financial (?:partner~|support(?: by| from)?)|sponsored by|source~ of (?:the )?(?:fund(?:s|ing)|finance)"
    "|financ[eé]e? par|financiad[oa] por|partenaire~ financier~|(?:appui|soutien) financier"
    "|who (?:pays|paid|funds|funded|finances|financed)(?: (?:for )?it)?|qui (?:paie|paye|finance)(?: l[ea])?"
    "|qui[eé]n(?:es)? (?:lo )?(?:paga|financia)n?"
    "|financement|financiamiento|financiaci[oó]n|source~ (?:de|du) (?:financement|fonds)"
    "|fuente~ de (?:financiaci[oó]n|financiamiento|fondos)|(?:entidad|organismo|instituci[oó]n)(?:es)?"
    " financiador(?:a|es|as)?|soci[oa]~ financier[oa]~|apoyo financiero|cooperante~"
)
_BODY = (
    "(?:agenc(?:y|ies)|bod(?:y|ies)|organi[sz]ation~|entit(?:y|ies)|institution~|ministr(?:y|ies)|partner~"
    "|authorit(?:y|ies)|department~|office~|unit~|government~)"
)
_PARTNER = (
    "(?:(?:main|key|other|all|project|local|national) )?partner~(?: organi[sz]ation~| institution~| agenc(?:y|ies))?"
    "(?: involved)?"
    f"|(?:implement(?:ing|ation)|executing|responsible|participating|involved|other|partner) {_BODY}"
    f"|(?:other )?{_BODY} (?:involved|responsible)|(?:key |other )?(?:stakeholder|actor)~(?: involved)?"
    "|implementer~|collaborat(?:or|eur)~|colaborador(?:es|as?)?|in partnership with|implemented by|carried out by|who"
    "|organi[sz]ation~|organisme~|organizaci[oó]n(?:es)?"
    "|partenaire~(?: (?:d[’']ex[eé]cution|de mise en [oœ]e?uvre|technique~|impliqu[eé]~))?"
    "|agence~ (?:d[’']ex[eé]cution|de mise en [oœ]e?uvre)"
    "|(?:organisme|institution|structure|organisation|entit[eé]|minist[eè]re)~"
    " (?:responsable|partenaire|participant|impliqu[eé]e?|associ[eé]e?|d[’']ex[eé]cution|de mise en [oœ]e?uvre)~"
    "|(?:acteur~ impliqu[eé]~|parties prenantes|ma[iî]tre~ d[’'](?:ouvrage|[oœ]e?uvre)|mis en [oœ]e?uvre par)"
    "|soci[oa]~(?: (?:ejecutor|t[eé]cnico|involucrado)(?:a|es|as|s)?)?|asociad[oa]~|aliad[oa]~|contraparte~"
    "|(?:entidad|organismo|instituci[oó]n|agencia|organizaci[oó]n|ministerio)(?:es|s)?"
    " (?:ejecutor|responsable|implementador|participante|involucrad|implicad|asociad|soci|colaborador)"
    "(?:a|o|es|as|os|s)?|actor(?:es)? involucrados|ejecutado por|implementado por"
)
_AND = " ?(?:/|&|,|and|et|y) ?"
WORD = r"[^\W\d_]+"
OF_WORDS = "(?-i:of|de|du|des|del|OF|DE|DU|DES|DEL)"
OF = f"(?: {OF_WORDS} (?:the |la |l’|l'|los |las )?| d[’'])"
_OF = f"(?:{OF}(?:{WORD} ){{0,2}}{WORD}(?:(?: (?:or|and|ou|et|o|y) | ?/ ?){WORD})?)?"
_COUNTRY = r"countr(?:y|ies)(?: ?\(ies\)| ?\(s\)|/ies)?"
_REGION = r"(?: ?(?:/|or|and|\() ?(?:region|territor(?:y|ies)|area)~\)?| involved| concerned| covered)?"
_OR_WIDER = (
    "(?:(?:,|/| or| ou| o| y| and| et) ?(?:continent|continente|region|r[eé]gion)(?:e?s|\\(e?s\\))?"
    ' ?(?:,|/|or|ou|o|and|et|y) ?[“"«]? ?(?:global|world|monde|mondial|mundial)[”"]?(?: ?»)?)?'
)
"""What a form accepts beside countries."""
_CARRIED_OUT = (
    "(?: (?:of|where|in which) (?:it |is |was |the (?:policy|practice|project) |are |were )*"
    "(?:implement(?:ed|ation)|carried out|applied|execution|intervention)"
    "|(?: de| d[’']) ?(?:mise en (?:œ|oe)uvre|r[eé]alisation|ex[eé]cution|intervention|application)"
    "| (?:de|donde se) (?:implementaci[oó]n|ejecuci[oó]n|intervenci[oó]n|aplica(?:ci[oó]n)?|realizaci[oó]n"
    "|lleva a cabo))?"
)
"""Words by which a form says that it asks for the country of the practice."""
_WHERE = _OR_WIDER + _CARRIED_OUT
_UNDERTAKING = "(?:(?:good |best )?practice|policy|project|programme|program|initiative|measure)"
PRACTICE = (
    r"(?:(?:good )?practices?|projects?|polic(?:y|ies)|programmes?|programs?|initiatives?|name|nom|nombre|pratiques?"
    r"|projets?|politiques?|pr[aá]cticas?|proyectos?|pol[ií]ticas?|iniciativas?)"
)
"""What stands as a label or heading of titles where no other one does."""
_KIND_OF_SUMMARY = "(?:executive|brief|short|general|detailed|project|practice|policy|programme)"
_HOW_LONG = "(?:br[eè]ve?|succincte?|ex[eé]cutif|g[eé]n[eé]rale?|breve|cort[ao]|ejecutiv[oa]|general)"
SPELLINGS: tuple[tuple[Kind, str], ...] = (
    ("title", f"(?:(?:full|complete|official|final) )?(?:{_UNDERTAKING} )?title{_OF}|{_UNDERTAKING} name"),
    ("title", f"(?:titre|intitul[eé]|t[ií]tulo)(?: (?:complet|officiel|completo|oficial))?{_OF}"),
    ("title", "(?:nom|d[eé]nomination|d[eé]signation) (?:de la (?:bonne )?pratique|du projet|de l[’']initiative)"),
    ("title", "(?:nombre|denominaci[oó]n) (?:de la (?:buena )?pr[aá]ctica|del proyecto|del programa)"),
    ("title", "(?:nombre|denominaci[oó]n) de la (?:iniciativa|pol[ií]tica)|denominaci[oó]n|d[eé]nomination"),
    ("title", f"name of (?:the |your )?{_UNDERTAKING}(?: or {WORD})?"),
    ("target", f"(?:target|beneficiary|partner) {_COUNTRY}"),
    ("target", "pays (?:cible|b[eé]n[eé]ficiaire|partenaire)~|pa[ií]s~ (?:meta|destinatario~|beneficiario~|socio~)"),
    (
        "country",
        f"(?:implementing |host |lead |pilot )?{_COUNTRY}(?: or {_COUNTRY})?{_REGION}{_WHERE}",
    ),
    (
        "country",
        f"pays(?: (?:concern[eé]|impliqu[eé]|participant|couvert)~| ?(?:/|ou|et) ?r[eé]gion~)?{_WHERE}",
    ),
    ("country", f"pa[ií]s~(?: ?\\(es\\))?(?: ?(?:/|o|y) ?regi[oó]n(?:es)?)?{_WHERE}"),
    ("country", "pa[ií]s~ (?:participante|involucrado|implicado|cubierto)~"),
    ("country", "where(?: (?:it (?:is|was|takes place)|implemented))?|country name|name of (?:the )?country"),
    ("country", "location~|localisation~|lieux?|lugar~|ubicaci[oó]n|localizaci[oó]n"),
    ("country", "geographic(?:al)? (?:coverage|scope|area|location|focus)|(?:zone|couverture) g[eé]ographique"),
    ("country", "zone d[’']intervention|(?:cobertura|zona|[aá]mbito|[aá]rea) geogr[aá]fic[ao]"),
    ("coordination", "lead|chef~ de file|l[ií]der|coordinat(?:ion|or~|ed by)"),
    ("coordination", f"(?:coordinating|lead) {_BODY}|(?:headed|led) by|(?:institution|organisme) chef de file"),
    ("coordination", "coordonna(?:teur|trice)~|coordinaci[oó]n|coordinador[ae]?~"),
    ("co-funder", "co ?-? ?(?:funder|donor|financier|funding|financing|financeur|financiador)~"),
    ("co-funder", "co ?-?financement|co ?-?financiaci[oó]n|co ?-?(?:funded|financed) by|co ?-?financ[eé]e? par"),
    ("co-funder", "co ?-?financiad[oa] por"),
    ("partner", f"(?:{_PARTNER}){_AND}(?:{_FUNDER})|(?:{_FUNDER}){_AND}(?:{_PARTNER})|{_PARTNER}"),
    ("funder", _FUNDER),
    ("area", "thematic (?:area|field|focus|theme|category|categories)~|theme~"),
    (
        "area",
        "(?:policy|focus) area~|area~ of (?:work|focus)",
    ),
    ("area", "domaine~(?: (?:th[eé]matique|d[’']action|d[’']intervention)~)?|(?:axe |volet )?th[eé]matique~|th[eè]me~"),
    ("area", "(?:[aá]rea|eje|campo|[aá]mbito)~ tem[aá]tic[oa]~|tem[aá]tica~|tema~"),
    ("tag", "tag~|key ?-?(?:word|term)~|mot~ ?-? ?(?:cl[eé]|clef)~|termes? cl[eé]s?|[eé]tiquette~|etiqueta~"),
    ("tag", "palabra~ ?-? ?clave~|t[eé]rmino~ clave|descript(?:or|eur)~"),
    ("summary", f"(?:{_KIND_OF_SUMMARY} )*(?:summary|description|overview)(?: text)?{_OF}|abstract|outline{_OF}"),
    ("summary", "what(?: (?:it does|(?:it is|is it)(?: about)?|was done|is done|we do))?|narrative|in brief|in short"),
    ("summary", f"(?:synopsis|sommaire|aper[cç]u|descriptif){_OF}|en bref"),
    ("summary", f"(?:br[eè]ve? |courte? )?(?:r[eé]sum[eé]|description|pr[eé]sentation)(?: {_HOW_LONG})?{_OF}"),
    ("summary", f"(?:breve )?(?:resumen|descripci[oó]n|presentaci[oó]n)(?: {_HOW_LONG})?{_OF}"),
    ("summary", f"(?:sinopsis|s[ií]ntesis|rese[nñ]a|sumario){_OF}|en breve"),
    ("links", "(?:web ?-? ?)?(?:link|page|site)~|(?:useful |related |hyper)link~|web ?(?:site )?address~|ur[li]~|web"),
    ("links", "internet(?: address~)?|(?:for )?(?:further|more) (?:info(?:rmation)?|details)|online resources?"),
    ("links", "adresse~ (?:web|internet|du site)|(?:pour )?en savoir plus|(?:pour )?plus d[’']informations?"),
    ("links", "ressources en ligne|recursos en l[ií]nea|direcci[oó]n(?:es)? web|page~ web"),
    ("links", "lien~(?: (?:web|internet|utile)~)?|site~ (?:web|internet)|(?:para )?m[aá]s informaci[oó]n"),
    ("links", "enlace~(?: (?:web|de internet|de inter[eé]s|[uú]tiles))?|sitio~ web|p[aá]gina~ (?:web|de internet)"),
    ("links", "v[ií]nculo~(?: web)?|read more"),
    ("gcm", "(?:gcm|global compact)(?: for migration| \\(gcm\\))? objective~|objective~ of the (?:gcm|global compact)"),
    ("gcm", "(?:objectif|objetivo)~ (?:du |del )?(?:(?:pacte|pacto)(?: mondial| mundial)?|gcm|pmm|pm)"),
    ("sdg", "sustainable development goal~(?: \\(sdg~\\))?(?: target~)?|objecti(?:f|vo)~ de d[eé]veloppement durable"),
    ("sdg", "objetivo~ de desarrollo sostenible|(?:cible|meta|objectif|objetivo|target|goal)~ (?:odd|ods|sdg)~"),
    ("sdg", "(?:(?:2030 )?agenda(?: 2030)?|sdg~) (?:target|goal)~|(?:target|goal)~ of the 2030 agenda|sdg~"),
    (
        "sdg",
        "cible~ (?:du programme 2030|de l[’']agenda 2030|des odd)|odd|(?:meta~ )?(?:de la agenda 2030|de los ods)|ods",
    ),
    ("source", "(?:gfmd|fmmd) (?:source|session)~|source~ (?:gfmd|fmmd|du fmmd)|fuente~ (?:gfmd|fmmd|del fmmd)"),
    ("contact", "contact~(?: (?:person~|details?|information|points?|e-?mail|name))?|e-?mail(?: address)?"),
    ("contact", "point of contact"),
    ("contact", "focal (?:point|person)~(?: details)?|adresse [eé]lectronique|personne~ ressource~"),
    ("contact", "(?:tele)?phone(?: number)?|personne de contact|courriel|t[eé]l[eé]phone|point~ focal|coordonn[eé]es"),
    ("contact", "(?:(?:persona|informaci[oó]n|datos) de )?contacto|(?:informations? de |coordonn[eé]es de )contact"),
    ("contact", "correo(?: electr[oó]nico)?|tel[eé]fono|punto~ focal(?:es)?"),
    ("detail", "(?:main |key |expected )?(?:results|outcomes?|outputs?|impacts?|achievements?)(?: achieved)?"),
    ("detail", "challenges?|next steps|legal (?:basis|framework)|lessons(?: learn(?:ed|t))?|evaluation|evidence"),
    (
        "detail",
        "currency|continent~|image~|photo~|replicability|level|monnaie|devise|niveau|moneda|nivel|imagen",
    ),
    ("detail", "(?:base|cadre) l[eé]gale?|r[eé]sultats?(?: obtenus)?|d[eé]fis|enseignements?(?: tir[eé]s)?"),
    ("detail", "le[cç]ons apprises|[eé]valuation|(?:base|marco) legal|impactos?|logros|retos"),
    ("detail", "resultados|lecciones(?: aprendidas)?|evaluaci[oó]n"),
    ("detail", "(?:world )?regions?|r[eé]gions?|regi[oó]n(?:es)?"),
    ("extra", "time ?-?frame|timeline|(?:implementation |project |reporting )?period(?: covered)?|duration|status"),
    ("extra", "(?:implementation )?dates?|(?:start|end|launch|starting|closing)(?: (?:date|year))?|launched(?: in)?"),
    ("extra", "(?<!\\d\\s)(?:years?|ann[eé]es?|a[nñ]os?)"),
    ("extra", "(?:total |overall |project )?(?:budget|cost~|amount)|(?:total |eu )?contribution"),
    ("extra", "beneficiar(?:y|ies)|target (?:group|population)~|b[eé]n[eé]ficiaire~|groupe~ cible~|beneficiari[oa]~"),
    ("extra", "poblaci[oó]n (?:objetivo|meta|destinataria|beneficiaria)|grupo~ (?:meta|objetivo)"),
    ("extra", "population~ (?:cible|vis[eé]e)~|dur[eé]e|p[eé]riode(?: couverte)?|calendrier|statut"),
    ("extra", "budget total|(?:co[uû]t|montant)~(?: total)?|date~ de (?:d[eé]but|fin|lancement)"),
    ("extra", "duraci[oó]n|per[ií]odo|fechas?(?: de (?:inicio|fin|ejecuci[oó]n))?"),
    ("extra", "presupuesto(?: total| aprobado)?|(?:costo|monto)~(?: total)?|estado|vigencia|plazo"),
)
