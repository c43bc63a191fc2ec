<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>AddPracticesDialog</name>
        <message numerus="yes">
            <source>%n practice(s) not in it yet</source>
            <translation>
                <numerusform>%Ln practice not in it yet</numerusform>
                <numerusform>%Ln practices not in it yet</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Add %n practice(s)</source>
            <translation>
                <numerusform>Add %Ln practice</numerusform>
                <numerusform>Add %Ln practices</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AnnexPage</name>
        <message numerus="yes">
            <source>%n draft(s)</source>
            <translation>
                <numerusform>%Ln draft</numerusform>
                <numerusform>%Ln drafts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%Ln page</numerusform>
                <numerusform>%Ln pages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s)</source>
            <translation>
                <numerusform>%Ln practice</numerusform>
                <numerusform>%Ln practices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) in no annex</source>
            <translation>
                <numerusform>%Ln practice in no annex</numerusform>
                <numerusform>%Ln practices in no annex</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BackupActions</name>
        <message numerus="yes">
            <source>%n practice(s) recovered into {file}.</source>
            <translation>
                <numerusform>%Ln practice recovered into {file}.</numerusform>
                <numerusform>%Ln practices recovered into {file}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BackupsDialog</name>
        <message numerus="yes">
            <source>%n backup(s), the newest first</source>
            <translation>
                <numerusform>%Ln backup</numerusform>
                <numerusform>%Ln backups, the newest first</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) would be restored</source>
            <translation>
                <numerusform>%Ln practice would be restored</numerusform>
                <numerusform>%Ln practices would be restored</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n would be lost</source>
            <translation>
                <numerusform>%Ln would be lost</numerusform>
                <numerusform>%Ln would be lost</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n would be reverted</source>
            <translation>
                <numerusform>%Ln would be reverted</numerusform>
                <numerusform>%Ln would be reverted</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Contributions</name>
        <message numerus="yes">
            <source>%n practice(s)</source>
            <translation>
                <numerusform>%Ln practice</numerusform>
                <numerusform>%Ln practices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) name a contact.</source>
            <translation>
                <numerusform>%Ln practice names a contact.</numerusform>
                <numerusform>%Ln practices name a contact.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %Ln more</numerusform>
                <numerusform>and %Ln more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ContributionsPage</name>
        <message numerus="yes">
            <source>%n practice(s) in the contribution</source>
            <translation>
                <numerusform>%Ln practice in the contribution</numerusform>
                <numerusform>%Ln practices in the contribution</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CopyActions</name>
        <message numerus="yes">
            <source>%n row(s) copied</source>
            <translation>
                <numerusform>%Ln row copied</numerusform>
                <numerusform>%Ln rows copied</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Coverage</name>
        <message numerus="yes">
            <source>%n practice(s)</source>
            <translation>
                <numerusform>%Ln practice</numerusform>
                <numerusform>%Ln practices</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DueGaps</name>
        <message numerus="yes">
            <source>%n gap(s) due</source>
            <translation>
                <numerusform>%Ln gap due</numerusform>
                <numerusform>%Ln gaps due</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>EarlierImportsDialog</name>
        <message numerus="yes">
            <source>%n import(s), the newest first</source>
            <translation>
                <numerusform>%Ln import, the newest first</numerusform>
                <numerusform>%Ln imports, the newest first</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>EditActions</name>
        <message numerus="yes">
            <source>&amp;Paste %n file(s) as practices…</source>
            <translation>
                <numerusform>&amp;Paste %Ln file as practices…</numerusform>
                <numerusform>&amp;Paste %Ln files as practices…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>&amp;Paste %n row(s) as practices…</source>
            <translation>
                <numerusform>&amp;Paste %Ln row as practices…</numerusform>
                <numerusform>&amp;Paste %Ln rows as practices…</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FieldChoices</name>
        <message numerus="yes">
            <source>Both versions of %n passage(s) are shown: edit them.</source>
            <translation>
                <numerusform>Both versions of %Ln passage are shown: edit it.</numerusform>
                <numerusform>Both versions of %Ln passages are shown: edit them.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FileActions</name>
        <message numerus="yes">
            <source>%n file(s)</source>
            <translation>
                <numerusform>%Ln file</numerusform>
                <numerusform>%Ln files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n draft(s)</source>
            <translation>
                <numerusform>%Ln draft</numerusform>
                <numerusform>%Ln drafts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%Ln page</numerusform>
                <numerusform>%Ln pages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s)</source>
            <translation>
                <numerusform>%Ln practice</numerusform>
                <numerusform>%Ln practices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n field(s) held characters that a workbook cannot hold.</source>
            <translation>
                <numerusform>%Ln field held characters that a workbook cannot hold.</numerusform>
                <numerusform>%Ln fields held characters that a workbook cannot hold.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GapsView</name>
        <message numerus="yes">
            <source>%n open gap(s)</source>
            <translation>
                <numerusform>%Ln open gap</numerusform>
                <numerusform>%Ln open gaps</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n overdue</source>
            <translation>
                <numerusform>%Ln overdue</numerusform>
                <numerusform>%Ln overdue</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n closed</source>
            <translation>
                <numerusform>%Ln closed</numerusform>
                <numerusform>%Ln closed</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HistoryDialog</name>
        <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%Ln step</numerusform>
            <numerusform>%Ln steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
            <source>%n version(s), the newest first</source>
            <translation>
                <numerusform>%Ln version</numerusform>
                <numerusform>%Ln versions, the newest first</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ImportDialog</name>
        <message numerus="yes">
            <source>Reading %n file(s)…</source>
            <translation>
                <numerusform>Reading %Ln file…</numerusform>
                <numerusform>Reading %Ln files…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) read, to be compared…</source>
            <translation>
                <numerusform>%Ln practice read, to be compared…</numerusform>
                <numerusform>%Ln practices read, to be compared…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) cannot be read.</source>
            <translation>
                <numerusform>%Ln file cannot be read.</numerusform>
                <numerusform>%Ln files cannot be read.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ImportReport</name>
        <message numerus="yes">
            <source>%n file(s)</source>
            <translation>
                <numerusform>%Ln file</numerusform>
                <numerusform>%Ln files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n roundtable(s)</source>
            <translation>
                <numerusform>%Ln roundtable</numerusform>
                <numerusform>%Ln roundtables</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n guiding question(s)</source>
            <translation>
                <numerusform>%Ln guiding question</numerusform>
                <numerusform>%Ln guiding questions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n possible measure(s)</source>
            <translation>
                <numerusform>%Ln possible measure</numerusform>
                <numerusform>%Ln possible measures</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n changed roundtable(s)</source>
            <translation>
                <numerusform>%Ln changed roundtable</numerusform>
                <numerusform>%Ln changed roundtables</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n changed term(s)</source>
            <translation>
                <numerusform>%Ln changed term</numerusform>
                <numerusform>%Ln changed terms</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n changed place(s)</source>
            <translation>
                <numerusform>%Ln changed place</numerusform>
                <numerusform>%Ln changed places</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n changed gap(s)</source>
            <translation>
                <numerusform>%Ln changed gap</numerusform>
                <numerusform>%Ln changed gaps</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n changed saved search(es)</source>
            <translation>
                <numerusform>%Ln changed saved search</numerusform>
                <numerusform>%Ln changed saved searches</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s)</source>
            <translation>
                <numerusform>%Ln practice</numerusform>
                <numerusform>%Ln practices</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MappingActions</name>
        <message numerus="yes">
            <source>%n practice(s) added to {code}</source>
            <translation>
                <numerusform>%Ln practice added to {code}</numerusform>
                <numerusform>%Ln practices added to {code}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) added to the annex of {code}</source>
            <translation>
                <numerusform>%Ln practice added to the annex of {code}</numerusform>
                <numerusform>%Ln practices added to the annex of {code}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) removed from {code}, with their mappings</source>
            <translation>
                <numerusform>%Ln practice removed from {code}, with its mappings</numerusform>
                <numerusform>%Ln practices removed from {code}, with their mappings</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MappingPage</name>
        <message numerus="yes">
            <source>%n column(s)</source>
            <translation>
                <numerusform>%Ln column</numerusform>
                <numerusform>%Ln columns</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s)</source>
            <translation>
                <numerusform>%Ln practice</numerusform>
                <numerusform>%Ln practices</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MatrixModel</name>
        <message numerus="yes">
            <source>%n practice(s)</source>
            <translation>
                <numerusform>%Ln practice</numerusform>
                <numerusform>%Ln practices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n countries</source>
            <translation>
                <numerusform>%Ln country</numerusform>
                <numerusform>%Ln countries</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MergeDialog</name>
        <message numerus="yes">
            <source>%n other(s) will be moved to the trash; this can be undone.</source>
            <translation>
                <numerusform>%Ln other will be moved to the trash; this can be undone.</numerusform>
                <numerusform>%Ln others will be moved to the trash; this can be undone.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OverviewPage</name>
        <message numerus="yes">
            <source>%n possible duplicate(s)</source>
            <translation>
                <numerusform>%Ln possible duplicate</numerusform>
                <numerusform>%Ln possible duplicates</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s)</source>
            <translation>
                <numerusform>%Ln practice</numerusform>
                <numerusform>%Ln practices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) in conflict</source>
            <translation>
                <numerusform>%Ln practice in conflict</numerusform>
                <numerusform>%Ln practices in conflict</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) in no annex</source>
            <translation>
                <numerusform>%Ln practice in no annex</numerusform>
                <numerusform>%Ln practices in no annex</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n roundtable(s)</source>
            <translation>
                <numerusform>%Ln roundtable</numerusform>
                <numerusform>%Ln roundtables</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PracticeActions</name>
        <message numerus="yes">
            <source>For %n practice(s):</source>
            <translation>
                <numerusform>For %Ln practice:</numerusform>
                <numerusform>For %Ln practices:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) duplicated</source>
            <translation>
                <numerusform>%Ln practice duplicated</numerusform>
                <numerusform>%Ln practices duplicated</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) restored</source>
            <translation>
                <numerusform>%Ln practice restored</numerusform>
                <numerusform>%Ln practices restored</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) permanently deleted</source>
            <translation>
                <numerusform>%Ln practice permanently deleted</numerusform>
                <numerusform>%Ln practices permanently deleted</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Status of %n practice(s) set to “{status}”</source>
            <translation>
                <numerusform>Status of %Ln practice set to “{status}”</numerusform>
                <numerusform>Status of %Ln practices set to “{status}”</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>“{term}” added to %n practice(s)</source>
            <translation>
                <numerusform>“{term}” added to %Ln practice</numerusform>
                <numerusform>“{term}” added to %Ln practices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>“{term}” removed from %n practice(s)</source>
            <translation>
                <numerusform>“{term}” removed from %Ln practice</numerusform>
                <numerusform>“{term}” removed from %Ln practices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>“{before}” replaced with “{by}” in %n practice(s)</source>
            <translation>
                <numerusform>“{before}” replaced with “{by}” in %Ln practice</numerusform>
                <numerusform>“{before}” replaced with “{by}” in %Ln practices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>“{field}” set in %n practice(s)</source>
            <translation>
                <numerusform>“{field}” set in %Ln practice</numerusform>
                <numerusform>“{field}” set in %Ln practices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>“{find}” replaced in %n practice(s)</source>
            <translation>
                <numerusform>“{find}” replaced in %Ln practice</numerusform>
                <numerusform>“{find}” replaced in %Ln practices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) merged into one</source>
            <translation>
                <numerusform>%Ln practice merged into one</numerusform>
                <numerusform>%Ln practices merged into one</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) moved to the trash</source>
            <translation>
                <numerusform>%Ln practice moved to the trash</numerusform>
                <numerusform>%Ln practices moved to the trash</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) given to “{ministry}”</source>
            <translation>
                <numerusform>%Ln practice given to “{ministry}”</numerusform>
                <numerusform>%Ln practices given to “{ministry}”</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The ministry whose contributors change %n practice(s):</source>
            <translation>
                <numerusform>The ministry whose contributors change %Ln practice:</numerusform>
                <numerusform>The ministry whose contributors change %Ln practices:</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PracticeChoices</name>
        <message numerus="yes">
            <source>%n practice(s) to import</source>
            <translation>
                <numerusform>%Ln practice to import</numerusform>
                <numerusform>%Ln practices to import</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) to merge</source>
            <translation>
                <numerusform>%Ln practice to merge</numerusform>
                <numerusform>%Ln practices to merge</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n undecided conflict(s): as here</source>
            <translation>
                <numerusform>%Ln undecided conflict: as here</numerusform>
                <numerusform>%Ln undecided conflicts: as here</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PracticePane</name>
        <message numerus="yes">
            <source>This looks like %n whole practice(s).</source>
            <translation>
                <numerusform>This looks like %Ln whole practice.</numerusform>
                <numerusform>This looks like %Ln whole practices.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PracticesPage</name>
        <message numerus="yes">
            <source>%n practice(s) shown</source>
            <translation>
                <numerusform>%Ln practice shown</numerusform>
                <numerusform>%Ln practices shown</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Records</name>
        <message numerus="yes">
            <source>%n word(s)</source>
            <translation>
                <numerusform>%Ln word</numerusform>
                <numerusform>%Ln words</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReplaceDialog</name>
        <message numerus="yes">
            <source>%n text(s)</source>
            <translation>
                <numerusform>%Ln text</numerusform>
                <numerusform>%Ln texts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>In all %n practice(s) listed</source>
            <translation>
                <numerusform>In all %Ln practice listed</numerusform>
                <numerusform>In all %Ln practices listed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>In the %n practice(s) selected</source>
            <translation>
                <numerusform>In the %Ln practice selected</numerusform>
                <numerusform>In the %Ln practices selected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Looking in %n practice(s)…</source>
            <translation>
                <numerusform>Looking in %Ln practice…</numerusform>
                <numerusform>Looking in %Ln practices…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{texts} in %n practice(s) would change</source>
            <translation>
                <numerusform>{texts} in %Ln practice would change</numerusform>
                <numerusform>{texts} in %Ln practices would change</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RoundtableCard</name>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%Ln day</numerusform>
                <numerusform>%Ln days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more gap(s)</source>
            <translation>
                <numerusform>%Ln more gap</numerusform>
                <numerusform>%Ln more gaps</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RoundtablesPage</name>
        <message numerus="yes">
            <source>%n roundtable(s)</source>
            <translation>
                <numerusform>%Ln roundtable</numerusform>
                <numerusform>%Ln roundtables</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SelectionPane</name>
        <message numerus="yes">
            <source>%n practice(s) selected</source>
            <translation>
                <numerusform>%Ln practice selected</numerusform>
                <numerusform>%Ln practices selected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %Ln more</numerusform>
                <numerusform>and %Ln more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SetFieldDialog</name>
        <message numerus="yes">
            <source>In %n practice(s):</source>
            <translation>
                <numerusform>In %Ln practice:</numerusform>
                <numerusform>In %Ln practices:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n empty value(s) would be filled</source>
            <translation>
                <numerusform>%Ln empty value would be filled</numerusform>
                <numerusform>%Ln empty values would be filled</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n value(s) would be replaced</source>
            <translation>
                <numerusform>%Ln value would be replaced</numerusform>
                <numerusform>%Ln values would be replaced</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Ticks</name>
        <message numerus="yes">
            <source>%n place(s) selected</source>
            <translation>
                <numerusform>%Ln place selected</numerusform>
                <numerusform>%Ln places selected</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TrashDialog</name>
        <message numerus="yes">
            <source>%n practice(s) in the trash</source>
            <translation>
                <numerusform>%Ln practice in the trash</numerusform>
                <numerusform>%Ln practices in the trash</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Permanently delete %n practice(s), also from every annex and mapping?</source>
            <translation>
                <numerusform>Permanently delete %Ln practice, also from every annex and mapping?</numerusform>
                <numerusform>Permanently delete %Ln practices, also from every annex and mapping?</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Uses</name>
        <message numerus="yes">
            <source>%n roundtable(s)</source>
            <translation>
                <numerusform>%Ln roundtable</numerusform>
                <numerusform>%Ln roundtables</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>sent %n time(s)</source>
            <translation>
                <numerusform>sent %Ln time</numerusform>
                <numerusform>sent %Ln times</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>VocabularyPage</name>
        <message numerus="yes">
            <source>%n term(s)</source>
            <translation>
                <numerusform>%Ln term</numerusform>
                <numerusform>%Ln terms</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>In %n practice(s)</source>
            <translation>
                <numerusform>In %Ln practice</numerusform>
                <numerusform>In %Ln practices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>A group of %n place(s), defined in this workspace.</source>
            <translation>
                <numerusform>A group of %Ln place, defined in this workspace.</numerusform>
                <numerusform>A group of %Ln places, defined in this workspace.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n term(s) shown</source>
            <translation>
                <numerusform>%Ln term shown</numerusform>
                <numerusform>%Ln terms shown</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Changes %n practice(s).</source>
            <translation>
                <numerusform>Changes %Ln practice.</numerusform>
                <numerusform>Changes %Ln practices.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Changes %n practice(s)</source>
            <translation>
                <numerusform>Changes %Ln practice</numerusform>
                <numerusform>Changes %Ln practices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Merge %n term(s)</source>
            <translation>
                <numerusform>Merge %Ln term</numerusform>
                <numerusform>Merge %Ln terms</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Alias of which term? Changes %n practice(s).</source>
            <translation>
                <numerusform>Alias of which term? Changes %Ln practice.</numerusform>
                <numerusform>Alias of which term? Changes %Ln practices.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practice(s) use it and keep it as a value outside the vocabulary.</source>
            <translation>
                <numerusform>%Ln practice uses it and keeps it as a value outside the vocabulary.</numerusform>
                <numerusform>%Ln practices use it and keep it as a value outside the vocabulary.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Welcome</name>
        <message numerus="yes">
            <source>%n practice(s) in the trash, no others</source>
            <translation>
                <numerusform>%Ln practice in the trash, no others</numerusform>
                <numerusform>%Ln practices in the trash, no others</numerusform>
            </translation>
        </message>
    </context>
</TS>
