<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>AddPracticesDialog</name>
        <message numerus="yes">
            <source>%n practice(s) not in it yet</source>
            <translation>
                <numerusform>%n practice not in it yet</numerusform>
                <numerusform>%n practices not in it yet</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Add %n practice(s)</source>
            <translation>
                <numerusform>Add %n practice</numerusform>
                <numerusform>Add %n practices</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AnnexPage</name>
        <message numerus="yes">
            <source>%n draft(s)</source>
            <translation>
                <numerusform>%n draft</numerusform>
                <numerusform>%n drafts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%n page</numerusform>
                <numerusform>%n pages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s)</source>
            <translation>
                <numerusform>%n practice</numerusform>
                <numerusform>%n practices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) in no annex</source>
            <translation>
                <numerusform>%n practice in no annex</numerusform>
                <numerusform>%n practices in no annex</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BackupActions</name>
        <message numerus="yes">
            <source>%n practice(s) recovered into {file}.</source>
            <translation>
                <numerusform>%n practice recovered into {file}.</numerusform>
                <numerusform>%n practices recovered into {file}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BackupsDialog</name>
        <message numerus="yes">
            <source>%n backup(s), the newest first</source>
            <translation>
                <numerusform>%n backup</numerusform>
                <numerusform>%n backups, the newest first</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) would be restored</source>
            <translation>
                <numerusform>%n practice would be restored</numerusform>
                <numerusform>%n practices would be restored</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n would be lost</source>
            <translation>
                <numerusform>%n would be lost</numerusform>
                <numerusform>%n would be lost</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n would be reverted</source>
            <translation>
                <numerusform>%n would be reverted</numerusform>
                <numerusform>%n would be reverted</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Contributions</name>
        <message numerus="yes">
            <source>%n practice(s)</source>
            <translation>
                <numerusform>%n practice</numerusform>
                <numerusform>%n practices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) name a contact.</source>
            <translation>
                <numerusform>%n practice names a contact.</numerusform>
                <numerusform>%n practices name a contact.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ContributionsPage</name>
        <message numerus="yes">
            <source>%n practice(s) in the contribution</source>
            <translation>
                <numerusform>%n practice in the contribution</numerusform>
                <numerusform>%n practices in the contribution</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CopyActions</name>
        <message numerus="yes">
            <source>%n row(s) copied</source>
            <translation>
                <numerusform>%n row copied</numerusform>
                <numerusform>%n rows copied</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Coverage</name>
        <message numerus="yes">
            <source>%n practice(s)</source>
            <translation>
                <numerusform>%n practice</numerusform>
                <numerusform>%n practices</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DueGaps</name>
        <message numerus="yes">
            <source>%n gap(s) due</source>
            <translation>
                <numerusform>%n gap due</numerusform>
                <numerusform>%n gaps due</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>EarlierImportsDialog</name>
        <message numerus="yes">
            <source>%n import(s), the newest first</source>
            <translation>
                <numerusform>%n import, the newest first</numerusform>
                <numerusform>%n imports, the newest first</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>EditActions</name>
        <message numerus="yes">
            <source>&amp;Paste %n file(s) as practices…</source>
            <translation>
                <numerusform>&amp;Paste %n file as practices…</numerusform>
                <numerusform>&amp;Paste %n files as practices…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>&amp;Paste %n row(s) as practices…</source>
            <translation>
                <numerusform>&amp;Paste %n row as practices…</numerusform>
                <numerusform>&amp;Paste %n rows as practices…</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FieldChoices</name>
        <message numerus="yes">
            <source>Both versions of %n passage(s) are shown: edit them.</source>
            <translation>
                <numerusform>Both versions of %n passage are shown: edit it.</numerusform>
                <numerusform>Both versions of %n passages are shown: edit them.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FileActions</name>
        <message numerus="yes">
            <source>%n file(s)</source>
            <translation>
                <numerusform>%n file</numerusform>
                <numerusform>%n files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n draft(s)</source>
            <translation>
                <numerusform>%n draft</numerusform>
                <numerusform>%n drafts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%n page</numerusform>
                <numerusform>%n pages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s)</source>
            <translation>
                <numerusform>%n practice</numerusform>
                <numerusform>%n practices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n field(s) held characters that a workbook cannot hold.</source>
            <translation>
                <numerusform>%n field held characters that a workbook cannot hold.</numerusform>
                <numerusform>%n fields held characters that a workbook cannot hold.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GapsView</name>
        <message numerus="yes">
            <source>%n open gap(s)</source>
            <translation>
                <numerusform>%n open gap</numerusform>
                <numerusform>%n open gaps</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n overdue</source>
            <translation>
                <numerusform>%n overdue</numerusform>
                <numerusform>%n overdue</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n closed</source>
            <translation>
                <numerusform>%n closed</numerusform>
                <numerusform>%n closed</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HistoryDialog</name>
        <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
            <source>%n version(s), the newest first</source>
            <translation>
                <numerusform>%n version</numerusform>
                <numerusform>%n versions, the newest first</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ImportDialog</name>
        <message numerus="yes">
            <source>Reading %n file(s)…</source>
            <translation>
                <numerusform>Reading %n file…</numerusform>
                <numerusform>Reading %n files…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) read, to be compared…</source>
            <translation>
                <numerusform>%n practice read, to be compared…</numerusform>
                <numerusform>%n practices read, to be compared…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) cannot be read.</source>
            <translation>
                <numerusform>%n file cannot be read.</numerusform>
                <numerusform>%n files cannot be read.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ImportReport</name>
        <message numerus="yes">
            <source>%n file(s)</source>
            <translation>
                <numerusform>%n file</numerusform>
                <numerusform>%n files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n roundtable(s)</source>
            <translation>
                <numerusform>%n roundtable</numerusform>
                <numerusform>%n roundtables</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n guiding question(s)</source>
            <translation>
                <numerusform>%n guiding question</numerusform>
                <numerusform>%n guiding questions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n possible measure(s)</source>
            <translation>
                <numerusform>%n possible measure</numerusform>
                <numerusform>%n possible measures</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n changed roundtable(s)</source>
            <translation>
                <numerusform>%n changed roundtable</numerusform>
                <numerusform>%n changed roundtables</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n changed term(s)</source>
            <translation>
                <numerusform>%n changed term</numerusform>
                <numerusform>%n changed terms</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n changed place(s)</source>
            <translation>
                <numerusform>%n changed place</numerusform>
                <numerusform>%n changed places</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n changed gap(s)</source>
            <translation>
                <numerusform>%n changed gap</numerusform>
                <numerusform>%n changed gaps</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n changed saved search(es)</source>
            <translation>
                <numerusform>%n changed saved search</numerusform>
                <numerusform>%n changed saved searches</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s)</source>
            <translation>
                <numerusform>%n practice</numerusform>
                <numerusform>%n practices</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MappingActions</name>
        <message numerus="yes">
            <source>%n practice(s) added to {code}</source>
            <translation>
                <numerusform>%n practice added to {code}</numerusform>
                <numerusform>%n practices added to {code}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) added to the annex of {code}</source>
            <translation>
                <numerusform>%n practice added to the annex of {code}</numerusform>
                <numerusform>%n practices added to the annex of {code}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) removed from {code}, with their mappings</source>
            <translation>
                <numerusform>%n practice removed from {code}, with its mappings</numerusform>
                <numerusform>%n practices removed from {code}, with their mappings</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MappingPage</name>
        <message numerus="yes">
            <source>%n column(s)</source>
            <translation>
                <numerusform>%n column</numerusform>
                <numerusform>%n columns</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s)</source>
            <translation>
                <numerusform>%n practice</numerusform>
                <numerusform>%n practices</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MatrixModel</name>
        <message numerus="yes">
            <source>%n practice(s)</source>
            <translation>
                <numerusform>%n practice</numerusform>
                <numerusform>%n practices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n countries</source>
            <translation>
                <numerusform>%n country</numerusform>
                <numerusform>%n countries</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MergeDialog</name>
        <message numerus="yes">
            <source>%n other(s) will be moved to the trash; this can be undone.</source>
            <translation>
                <numerusform>%n other will be moved to the trash; this can be undone.</numerusform>
                <numerusform>%n others will be moved to the trash; this can be undone.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OverviewPage</name>
        <message numerus="yes">
            <source>%n possible duplicate(s)</source>
            <translation>
                <numerusform>%n possible duplicate</numerusform>
                <numerusform>%n possible duplicates</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s)</source>
            <translation>
                <numerusform>%n practice</numerusform>
                <numerusform>%n practices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) in conflict</source>
            <translation>
                <numerusform>%n practice in conflict</numerusform>
                <numerusform>%n practices in conflict</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) in no annex</source>
            <translation>
                <numerusform>%n practice in no annex</numerusform>
                <numerusform>%n practices in no annex</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n roundtable(s)</source>
            <translation>
                <numerusform>%n roundtable</numerusform>
                <numerusform>%n roundtables</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PracticeActions</name>
        <message numerus="yes">
            <source>For %n practice(s):</source>
            <translation>
                <numerusform>For %n practice:</numerusform>
                <numerusform>For %n practices:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) duplicated</source>
            <translation>
                <numerusform>%n practice duplicated</numerusform>
                <numerusform>%n practices duplicated</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) restored</source>
            <translation>
                <numerusform>%n practice restored</numerusform>
                <numerusform>%n practices restored</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) permanently deleted</source>
            <translation>
                <numerusform>%n practice permanently deleted</numerusform>
                <numerusform>%n practices permanently deleted</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Status of %n practice(s) set to “{status}”</source>
            <translation>
                <numerusform>Status of %n practice set to “{status}”</numerusform>
                <numerusform>Status of %n practices set to “{status}”</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>“{term}” added to %n practice(s)</source>
            <translation>
                <numerusform>“{term}” added to %n practice</numerusform>
                <numerusform>“{term}” added to %n practices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>“{term}” removed from %n practice(s)</source>
            <translation>
                <numerusform>“{term}” removed from %n practice</numerusform>
                <numerusform>“{term}” removed from %n practices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>“{before}” replaced with “{by}” in %n practice(s)</source>
            <translation>
                <numerusform>“{before}” replaced with “{by}” in %n practice</numerusform>
                <numerusform>“{before}” replaced with “{by}” in %n practices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>“{field}” set in %n practice(s)</source>
            <translation>
                <numerusform>“{field}” set in %n practice</numerusform>
                <numerusform>“{field}” set in %n practices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>“{find}” replaced in %n practice(s)</source>
            <translation>
                <numerusform>“{find}” replaced in %n practice</numerusform>
                <numerusform>“{find}” replaced in %n practices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) merged into one</source>
            <translation>
                <numerusform>%n practice merged into one</numerusform>
                <numerusform>%n practices merged into one</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) moved to the trash</source>
            <translation>
                <numerusform>%n practice moved to the trash</numerusform>
                <numerusform>%n practices moved to the trash</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) given to “{ministry}”</source>
            <translation>
                <numerusform>%n practice given to “{ministry}”</numerusform>
                <numerusform>%n practices given to “{ministry}”</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The ministry whose contributors change %n practice(s):</source>
            <translation>
                <numerusform>The ministry whose contributors change %n practice:</numerusform>
                <numerusform>The ministry whose contributors change %n practices:</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PracticeChoices</name>
        <message numerus="yes">
            <source>%n practice(s) to import</source>
            <translation>
                <numerusform>%n practice to import</numerusform>
                <numerusform>%n practices to import</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) to merge</source>
            <translation>
                <numerusform>%n practice to merge</numerusform>
                <numerusform>%n practices to merge</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n undecided conflict(s): as here</source>
            <translation>
                <numerusform>%n undecided conflict: as here</numerusform>
                <numerusform>%n undecided conflicts: as here</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PracticePane</name>
        <message numerus="yes">
            <source>This looks like %n whole practice(s).</source>
            <translation>
                <numerusform>This looks like %n whole practice.</numerusform>
                <numerusform>This looks like %n whole practices.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PracticesPage</name>
        <message numerus="yes">
            <source>%n practice(s) shown</source>
            <translation>
                <numerusform>%n practice shown</numerusform>
                <numerusform>%n practices shown</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Records</name>
        <message numerus="yes">
            <source>%n word(s)</source>
            <translation>
                <numerusform>%n word</numerusform>
                <numerusform>%n words</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReplaceDialog</name>
        <message numerus="yes">
            <source>%n text(s)</source>
            <translation>
                <numerusform>%n text</numerusform>
                <numerusform>%n texts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>In all %n practice(s) listed</source>
            <translation>
                <numerusform>In all %n practice listed</numerusform>
                <numerusform>In all %n practices listed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>In the %n practice(s) selected</source>
            <translation>
                <numerusform>In the %n practice selected</numerusform>
                <numerusform>In the %n practices selected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{texts} in %n practice(s) would change</source>
            <translation>
                <numerusform>{texts} in %n practice would change</numerusform>
                <numerusform>{texts} in %n practices would change</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RoundtableCard</name>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more gap(s)</source>
            <translation>
                <numerusform>%n more gap</numerusform>
                <numerusform>%n more gaps</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RoundtablesPage</name>
        <message numerus="yes">
            <source>%n roundtable(s)</source>
            <translation>
                <numerusform>%n roundtable</numerusform>
                <numerusform>%n roundtables</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SelectionPane</name>
        <message numerus="yes">
            <source>%n practice(s) selected</source>
            <translation>
                <numerusform>%n practice selected</numerusform>
                <numerusform>%n practices selected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SetFieldDialog</name>
        <message numerus="yes">
            <source>In %n practice(s):</source>
            <translation>
                <numerusform>In %n practice:</numerusform>
                <numerusform>In %n practices:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n empty value(s) would be filled</source>
            <translation>
                <numerusform>%n empty value would be filled</numerusform>
                <numerusform>%n empty values would be filled</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n value(s) would be replaced</source>
            <translation>
                <numerusform>%n value would be replaced</numerusform>
                <numerusform>%n values would be replaced</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Ticks</name>
        <message numerus="yes">
            <source>%n place(s) selected</source>
            <translation>
                <numerusform>%n place selected</numerusform>
                <numerusform>%n places selected</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TrashDialog</name>
        <message numerus="yes">
            <source>%n practice(s) in the trash</source>
            <translation>
                <numerusform>%n practice in the trash</numerusform>
                <numerusform>%n practices in the trash</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Permanently delete %n practice(s), also from every annex and mapping?</source>
            <translation>
                <numerusform>Permanently delete %n practice, also from every annex and mapping?</numerusform>
                <numerusform>Permanently delete %n practices, also from every annex and mapping?</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Uses</name>
        <message numerus="yes">
            <source>%n roundtable(s)</source>
            <translation>
                <numerusform>%n roundtable</numerusform>
                <numerusform>%n roundtables</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>sent %n time(s)</source>
            <translation>
                <numerusform>sent %n time</numerusform>
                <numerusform>sent %n times</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>VocabularyPage</name>
        <message numerus="yes">
            <source>%n term(s)</source>
            <translation>
                <numerusform>%n term</numerusform>
                <numerusform>%n terms</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>In %n practice(s)</source>
            <translation>
                <numerusform>In %n practice</numerusform>
                <numerusform>In %n practices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>A group of %n place(s), defined in this workspace.</source>
            <translation>
                <numerusform>A group of %n place, defined in this workspace.</numerusform>
                <numerusform>A group of %n places, defined in this workspace.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n term(s) shown</source>
            <translation>
                <numerusform>%n term shown</numerusform>
                <numerusform>%n terms shown</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Changes %n practice(s).</source>
            <translation>
                <numerusform>Changes %n practice.</numerusform>
                <numerusform>Changes %n practices.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Changes %n practice(s)</source>
            <translation>
                <numerusform>Changes %n practice</numerusform>
                <numerusform>Changes %n practices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Merge %n term(s)</source>
            <translation>
                <numerusform>Merge %n term</numerusform>
                <numerusform>Merge %n terms</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Alias of which term? Changes %n practice(s).</source>
            <translation>
                <numerusform>Alias of which term? Changes %n practice.</numerusform>
                <numerusform>Alias of which term? Changes %n practices.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) use it and keep it as a value outside the vocabulary.</source>
            <translation>
                <numerusform>%n practice uses it and keeps it as a value outside the vocabulary.</numerusform>
                <numerusform>%n practices use it and keep it as a value outside the vocabulary.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Welcome</name>
        <message numerus="yes">
            <source>%n practice(s) in the trash, no others</source>
            <translation>
                <numerusform>%n practice in the trash, no others</numerusform>
                <numerusform>%n practices in the trash, no others</numerusform>
            </translation>
        </message>
    </context>
</TS>
