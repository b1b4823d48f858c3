<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="en">
    <context>
        <name>Samplan</name>
        <message>
            <source>"baseline": the value that scores worst</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>"children" (a group) or "indicator" (a leaf)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>"high": the value at the upper end of the scale</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>"low": the value at the lower end of the scale</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>"target": the value that scores best</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>"{a}" and "{b}" are compared twice with different answers. Keep one of them.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>"{a}" and "{b}" pull in opposite directions (correlation {r:.2f}): check their directions.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>"{a}" and "{b}" say nearly the same (correlation {r:.2f}): together they count twice.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>"{date}" is no date. Write it like 2025-06-30.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>"{first}" and "{second}" have no area in common. Choose the key field that names the same areas in both (for example {a} and {b}).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>"{first}" and "{second}" were scored on different yardsticks, so their difference would mean nothing. {reason} Score "{second}" again with the reference frame of "{first}".</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>"{key}" is missing.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>"{key}" is {value}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>"{low}" wants at least {minimum:g} and "{high}" at most {maximum:g} of {indicator}: both can never hold. Talk about this one first.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>"{name}" decides {effective:.0%} of the differences between areas, but its stated weight is {stated:.0%}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>"{name}" has the same value ({value:g}) everywhere, so it cannot tell areas apart: all get the middle of the scale ({score:g}).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>"{name}" of {indicator} must be a number from {low} to {high}, not {value}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>"{name}": {count} areas have 0 in "{column}" to divide by; they count as missing.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>"{name}": {count} areas have no key and were left out.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>"{name}": {count} keys stand more than once and were left out ({keys}).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>"{name}": {count} missing values were filled in.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>"{name}": {count} outlying values were treated ({method}).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>"{name}": {count} values are too low for the transform "{transform}" and count as missing.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>"{value}" does not say how many times as important: write 3, 0.33 or 1/3.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>&amp;Address</source>
            <translation>&amp;Adress</translation>
        </message>
        <message>
            <source>&amp;From</source>
            <translation>&amp;Från</translation>
        </message>
        <message>
            <source>&amp;Group near points</source>
            <translation>&amp;Gruppera nära punkter</translation>
        </message>
        <message>
            <source>&amp;Import</source>
            <translation>H&amp;ämta</translation>
        </message>
        <message>
            <source>&amp;Keep until</source>
            <translation>B&amp;ehåll till</translation>
        </message>
        <message>
            <source>&amp;Name</source>
            <translation>&amp;Namn</translation>
        </message>
        <message>
            <source>&amp;Profile</source>
            <translation>&amp;Profil</translation>
        </message>
        <message>
            <source>&amp;Service</source>
            <translation>&amp;Tjänst</translation>
        </message>
        <message>
            <source>&amp;Test connection</source>
            <translation>Testa anslutnin&amp;gen</translation>
        </message>
        <message>
            <source>0 or a positive number</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>1</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>1 equal, 3 somewhat, 5 clearly, 7 strongly, 9 extremely more important.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>90 % interval</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A layer, or a table without geometry.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A minimum is missed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A name or key, used in messages and to match results later.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A node is either a group with children or one indicator.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A resistance is zero or below. Give every class a resistance above 0.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>A speed is zero or below. Give every street class a speed above 0.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>About</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>About the same</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Above 0.10 the judgements contradict each other. Look again at {a} against {b}: {given} was given, {fitting} would fit the others.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Access</source>
            <translation>Åtkomst</translation>
        </message>
        <message>
            <source>Access and ecology are then measured twice: with neighbours, and with everything beyond the municipal border cut off (fields ending in _cut and _dep).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Access: secrets belong in an authentication configuration of QGIS, never in the address. Proxy and certificates are QGIS's own.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Add "low" and "high" to "outliers", or normalise by goalposts.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Add a connection</source>
            <translation>Lägg till en anslutning</translation>
        </message>
        <message>
            <source>Add connection</source>
            <translation>Lägg till anslutning</translation>
        </message>
        <message>
            <source>Add {right}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Address</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Aggregates stored indicator scores anew with other weights, without measuring again.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Aggregation of all groups</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Agreement of the parties</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alla</translation>
        </message>
        <message>
            <source>All others are compared with the first.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>An entry for the same role is replaced.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Answer to a form</source>
            <translation>Formulärsvar</translation>
        </message>
        <message>
            <source>Answers in repeated groups are not imported.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Area</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Areas</source>
            <translation>Områden</translation>
        </message>
        <message>
            <source>Areas scored again</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Areas that do well in "{name}" tend to have a lower overall score.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Areas that miss it</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Areas that miss only it</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Areas where every minimum holds</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Areas with each party's score</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Areas with rank intervals</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Areas with raw values</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Areas with satisfaction</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>As in the field that names an area; empty: all areas.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Ask the source what there is to import</source>
            <translation>Fråga källan vad som finns att hämta</translation>
        </message>
        <message>
            <source>Asking {name}</source>
            <translation>Frågar {name}</translation>
        </message>
        <message>
            <source>Assess planning areas</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Assess planning areas …</source>
            <translation>Bedöm planområden …</translation>
        </message>
        <message>
            <source>Assessed areas</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Assessment of {name}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Assessment report</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Authentication configuration</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Believe a source that suddenly is empty</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Beware: {caveats}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Binding statement</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Brings citizens' feedback from a participation service into a GeoPackage.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Broken input: broken geometries are repaired for measuring and counted; areas without a usable polygon keep their row with NULL values. The input layers are never altered.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Build network</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Buildings as points with counts</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Builds the network that access along streets is measured on, and writes its edges and nodes, so that missing links and islands can be found before anything is measured.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Builds the walking or cycling network that access is measured on, to be checked by eye.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>C&amp;ategories</source>
            <translation>Kate&amp;gorier</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Avbryt</translation>
        </message>
        <message>
            <source>Cancelled.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Cancelled. Nothing was changed.</source>
            <translation>Avbrutet. Inget ändrades.</translation>
        </message>
        <message>
            <source>Cannot reach {place} ({reason}). Check the address, the connection and the proxy settings.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Cannot write the database {path}. Check that the folder may be written to.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Categories to import</source>
            <translation>Kategorier att hämta</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>Kategori</translation>
        </message>
        <message>
            <source>Cells of {size} m make more than {most} cells here. Choose larger cells or a smaller study area.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Chance of being among the best {count}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Changed (UTC)</source>
            <translation>Ändrad (UTC)</translation>
        </message>
        <message>
            <source>Changed items</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Check data</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Check framework</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Checked: coordinate reference systems and their units, broken, empty and missing geometries, NULL and constant columns, text in number fields, repeated names, areas too small for the raster cells, the share of the areas that the layers cover, outdated sources in the data register, which indicators can be measured and what the others lack, and how long measuring will take.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose Plugins, Samplan, Assess planning areas. Give a polygon layer with your areas and the layers you have (streets, green areas, population …). The result is a styled layer with indicators, scores, coverage and rank. All tools are in the Processing toolbox under Samplan, so they work in models, in batch and with qgis_process.</source>
            <translation>Välj Plugin, Samplan, Bedöm planområden. Ange ett polygonlager med dina områden och de lager du har (gator, grönområden, befolkning …). Resultatet blir ett färdigt utformat lager med indikatorer, poäng, täckning och rang. Alla verktyg finns i verktygslådan för geobearbetning under Samplan, så de fungerar i modeller, i batch och med qgis_process.</translation>
        </message>
        <message>
            <source>Choose a file</source>
            <translation>Välj en fil</translation>
        </message>
        <message>
            <source>Choose at least one field with counts.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose at least two scored layers to compare.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose the fields with the first name, the second name and the number.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose what to import: press the round arrow to ask the source, then pick one.</source>
            <translation>Välj vad som ska hämtas: tryck på den runda pilen för att fråga källan och välj sedan i listan.</translation>
        </message>
        <message>
            <source>Choose what to import: {connector} needs a consultation (project, form or collection).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Choose where to save the feedback (a GeoPackage file).</source>
            <translation>Välj var synpunkterna ska sparas (en GeoPackage-fil).</translation>
        </message>
        <message>
            <source>Choose …</source>
            <translation>Välj …</translation>
        </message>
        <message>
            <source>Citizens' feedback</source>
            <translation>Invånarnas synpunkter</translation>
        </message>
        <message>
            <source>Citizens' feedback. These are personal data: do not publish the layer as it is.</source>
            <translation>Invånarnas synpunkter. Detta är personuppgifter: publicera inte lagret som det är.</translation>
        </message>
        <message>
            <source>Class</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Clear filters</source>
            <translation>Rensa filtren</translation>
        </message>
        <message>
            <source>Click a point or a group on the map to read it.</source>
            <translation>Klicka på en punkt eller en grupp i kartan för att läsa.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Stäng</translation>
        </message>
        <message>
            <source>Close the preview</source>
            <translation>Stäng förhandsvisningen</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Avslutad</translation>
        </message>
        <message>
            <source>Comment</source>
            <translation>Kommentar</translation>
        </message>
        <message>
            <source>Compare scenarios</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Compares two or more scored layers (plans, years) with the first of them, area by area.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Comparisons, when there is no table</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Complete</source>
            <translation>Fullständig</translation>
        </message>
        <message>
            <source>Computes entropy, CRITIC or equal weights from the values themselves.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Computes weights from pairwise comparisons by the analytic hierarchy process (principal eigenvector, Saaty 1980), for one person or a group, and tells how consistent the judgements are.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Computes weights from the data: indicators that tell areas apart weigh more. A second opinion beside weights that people have chosen, never a substitute for them.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Consistency ratio</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Consistency: the ratio should be at most 0.10; above it the log names the judgement that fits least.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Consultatio&amp;n, service or collection</source>
            <translation>Samråd, tjänst eller samli&amp;ng</translation>
        </message>
        <message>
            <source>Consultation, project, form or collection (id)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Content: the map as the layer is styled, the ranking with pillars, coverage and, after Robustness, rank intervals; the first two pillars against each other as a bubble chart; every indicator with unit, goalposts, weight and source; the data with their vintage; and the full lineage.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Contract-tested against recorded or simulated answers, not yet on a real server</source>
            <translation>Kontraktstestad mot inspelade eller simulerade svar, ännu inte mot en riktig server</translation>
        </message>
        <message>
            <source>Contribution</source>
            <translation>Bidrag</translation>
        </message>
        <message>
            <source>Controller</source>
            <translation>Ansvarig</translation>
        </message>
        <message>
            <source>Controller: who answers for the personal data</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Controller: {controller}</source>
            <translation>Personuppgiftsansvarig: {controller}</translation>
        </message>
        <message>
            <source>Counts of larger zones moved to planning areas; totals are kept.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Counts transferred to {name}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Coverage</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Coverage (0–1)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Created, or updated when it exists: choosing an existing file erases nothing.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Current map extent</source>
            <translation>Kartans nuvarande utsnitt</translation>
        </message>
        <message>
            <source>Data</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Data extent</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Data needed: {data}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Data protection</source>
            <translation>Dataskydd</translation>
        </message>
        <message>
            <source>Data register</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Data register (GeoPackage, made when needed)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Database: created when it does not exist; an existing one is extended, never replaced. It holds the layer feedback, the table feedback_unlocated (items without a position) and a log of every run.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Datum</translation>
        </message>
        <message>
            <source>Date the data describe (2025-06-30)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Decide until when the feedback is kept (retention date).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Dialect of the service: {profiles}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Differences</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Differences from {name}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Differences, winners and losers between scored layers of the same frame.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Direction "band" does not go with the normalisation "{method}".</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>Stäng</translation>
        </message>
        <message>
            <source>Dismiss the message</source>
            <translation>Stäng meddelandet</translation>
        </message>
        <message>
            <source>Distances and tables other than the defaults, such as {example}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Documentation and questions: {link}</source>
            <translation>Dokumentation och frågor: {link}</translation>
        </message>
        <message>
            <source>Done: the map shows the feedback as the source has it now.</source>
            <translation>Klart: kartan visar synpunkterna som de nu finns hos källan.</translation>
        </message>
        <message>
            <source>Draft: goalposts are the range of the data in round numbers, every indicator counts the same and more is better. Set directions, goalposts with their sources, and weights before you use it; Check framework tells whether the file is sound.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Drafts a framework file from the numeric fields of a layer.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Drafts a framework with one indicator per numeric field of a layer: a start to be edited, not a finished one.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Draws</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Draws won against the next area</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Duration</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Each circle is an area; hold the pointer over it for its name. Colour: overall score.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Each indicator is explained in its own algorithm of the same name.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Each party states a minimum and a goal for the indicators that matter to it. The result tells how satisfied each party is with each area or alternative, where every minimum holds, and what stands in the way.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Edge</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Edges</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Edges that meet</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Edit connection</source>
            <translation>Redigera anslutning</translation>
        </message>
        <message>
            <source>Edit the connection</source>
            <translation>Redigera anslutningen</translation>
        </message>
        <message>
            <source>Edited</source>
            <translation>Ändrade</translation>
        </message>
        <message>
            <source>Empty: a tenth of the areas.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Empty: a tenth of them.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Empty: as the framework says.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Empty: every numeric field that varies.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Empty: the field "{name}".</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Empty: the score of the next better area.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Enter the address of the service, such as {hint}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Entropy weights need values of 0 or more, but "{name}" has negative ones. Use its scores.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Every minimum holds</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Every minimum holds (1 = yes)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Every minimum holds in {count} of {total} areas: {names}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Every published cell holds at least {k} items; one person may have written several.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Every published cell holds feedback of at least {k} authors (by pseudonym).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Allt</translation>
        </message>
        <message>
            <source>Everything was read</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Everything was up to date already.</source>
            <translation>Allt var redan aktuellt.</translation>
        </message>
        <message>
            <source>Everywhere</source>
            <translation>Överallt</translation>
        </message>
        <message>
            <source>Example</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Experimental: not proved on any server yet. Check the result with care</source>
            <translation>Experimentell: ännu inte prövad mot någon server. Granska resultatet noga</translation>
        </message>
        <message>
            <source>Explains the faults of a framework file in words: where, what, and what would be right.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Faded: the order is not settled</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Fail when not everything could be read</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Faults</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Feature {id} could not be written: {message} Choose another output file or format (GeoPackage takes every field).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Feedback</source>
            <translation>Synpunkter</translation>
        </message>
        <message>
            <source>Feedback (points)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Feedback database (GeoPackage)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Feedback panel</source>
            <translation>Synpunktspanelen</translation>
        </message>
        <message>
            <source>Feedback that was already imported stays in your database.</source>
            <translation>Synpunkter som redan har hämtats finns kvar i din databas.</translation>
        </message>
        <message>
            <source>Feedback without a position</source>
            <translation>Synpunkter utan läge</translation>
        </message>
        <message>
            <source>Feedback without a position (table)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Fetch everything that passes the filters and put it on the map.</source>
            <translation>Hämta allt som passerar filtren och visa det på kartan.</translation>
        </message>
        <message>
            <source>Fetch what is new, edited or removed since the last import, with that import's filters.</source>
            <translation>Hämta det som är nytt, ändrat eller borttaget sedan den senaste hämtningen, med samma filter som då.</translation>
        </message>
        <message>
            <source>Field for the size of the circles, such as residents</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Field that decides who wins</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Field that names an area</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Field that names the same area in all layers</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Field with how many times as important the first is</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Field with the area's municipality, to measure also with neighbours cut off</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Field with the first name</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Field with the goal</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Field with the id of the pillar, theme or indicator</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Field with the indicator</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Field with the minimum</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Field with the party</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Field with the period (year)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Field with the second name</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Field with the weight</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Field with who judged</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Fields</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Fields with counts</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Fields, instead of a framework</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Filters</source>
            <translation>Filter</translation>
        </message>
        <message>
            <source>Filters (JSON)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Filters: JSON with any of bbox [west, south, east, north] in degrees, from, to, status, category and text. They decide what is added; what is already stored stays and is kept up to date.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Finding</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Findings</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Finnish identity code</source>
            <translation>finsk personbeteckning</translation>
        </message>
        <message>
            <source>First</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>First imported (UTC)</source>
            <translation>Först hämtad (UTC)</translation>
        </message>
        <message>
            <source>First party</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>For example {example}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Formula: {formula}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Framework</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Framework (a JSON file, or the id of a shipped one)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Framework (empty: the one in the layer's lineage)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Framework file</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Framework from layer</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Framework: taken from the layer's lineage when it is left empty.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Frameworks (*.json *)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Frameworks (*.json)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>From node</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Full lineage (everything needed to make the numbers again)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>GeoPackage (*.gpkg)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Geometry engine</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Give at least one draw; 1000 is usual.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Give at least one of them a weight above 0.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Give each node its own id; capitals and small letters count as the same.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Goalposts and options actually used, to score next year or the neighbouring town on the same yardstick.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Hatched: less than {share} % of the weight observed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Hjälp</translation>
        </message>
        <message>
            <source>Hidden because it looks like personal data: {kinds}.</source>
            <translation>Dolt eftersom det ser ut som personuppgifter: {kinds}.</translation>
        </message>
        <message>
            <source>Hidden because it was removed at the source ({date}).</source>
            <translation>Dolt eftersom det togs bort hos källan ({date}).</translation>
        </message>
        <message>
            <source>Hide it</source>
            <translation>Dölj</translation>
        </message>
        <message>
            <source>High</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Higher</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Histor&amp;y …</source>
            <translation>Hi&amp;storik …</translation>
        </message>
        <message>
            <source>Holds alternatives against each party's minimum and goal and finds common ground.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>How many areas are the best</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>How much to read</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>How the points are coloured</source>
            <translation>Hur punkterna färgas</translation>
        </message>
        <message>
            <source>How the scores were made</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Idea</source>
            <translation>Idé</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Hämta</translation>
        </message>
        <message>
            <source>Import feedback</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Import once, then update as often as you like.</source>
            <translation>Hämta en gång, uppdatera sedan så ofta du vill.</translation>
        </message>
        <message>
            <source>Imported by Samplan {when}</source>
            <translation>Hämtat av Samplan {when}</translation>
        </message>
        <message>
            <source>Importing {name}</source>
            <translation>Hämtar {name}</translation>
        </message>
        <message>
            <source>Imports and updates</source>
            <translation>Hämtningar och uppdateringar</translation>
        </message>
        <message>
            <source>In progress</source>
            <translation>Pågår</translation>
        </message>
        <message>
            <source>In proportion to</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Incomplete answers: what arrived is kept, nothing is removed, and COMPLETE is false. Removals need a sweep that saw everything.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Indicator</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Indicators</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Indicators (none chosen: all that the data allow)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Indicators of {name}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Indicators: those of the framework that the layers given allow; what cannot be measured is read from a field of the same name in the areas, if there is one, and is missing otherwise.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Influence: a table tells which assumption moves the ranking most. The same seed gives the same result.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Input: a table with one row per comparison: first, second, and how many times as important the first is (1/3 or 0.33 when it is less), and optionally who judged. Every pair must be judged once by each participant. Without a table, fill in the rows in the dialog.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Input: any layer or table whose fields are named like the framework's indicators, for example the output of Measure indicators. Fields of your own statistics work as well.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Input: areas and either a framework (its indicators are normalised first, so that more is always better) or, when fields are chosen, those fields as they are.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Input: layers written by Score planning areas or Assess planning areas with the same reference frame. Layers of different frames are refused, because their points do not mean the same.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Invented feedback from Liechtenstein, bundled with Samplan. No network is used.</source>
            <translation>Påhittade synpunkter från Liechtenstein som följer med Samplan. Inget nät används.</translation>
        </message>
        <message>
            <source>Is "{near}" meant?</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>It is not known on which yardstick "{name}" was scored, so it cannot be compared. Score all scenarios with the reference frame of the first.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>It really is empty: remove them</source>
            <translation>Den är verkligen tom: ta bort dem</translation>
        </message>
        <message>
            <source>It should be one object: {{"samplan_framework": 1, ...}}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>It should be {right}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Items have no id: an edited item will count as removed and new.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Items without a position</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Items without a position pass, because they cannot be judged.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Join lines that cross without a common point</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Joining: lines meet at shared points, and where they cross on the same level. Bridges, tunnels and levels keep lines apart.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Keep one of them.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Keep the feedback until</source>
            <translation>Behåll synpunkterna till</translation>
        </message>
        <message>
            <source>Keep until (date, such as 2027-12-31)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Keep until: {date}</source>
            <translation>Behålls till: {date}</translation>
        </message>
        <message>
            <source>Keeps a register of the layers that indicators are measured from: who owns each, which date it describes, under which licence, and how often it is renewed. The register is a table in a GeoPackage of yours.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Kendall's W</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Kendall's W: {w} (0 = no agreement, 1 = complete).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Slag</translation>
        </message>
        <message>
            <source>Kind of assumption</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Known here: {known}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Last import: {time}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Last update</source>
            <translation>Senaste uppdatering</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Layer or table</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Layer with planning areas</source>
            <translation>Lager med planområden</translation>
        </message>
        <message>
            <source>Layers: give the role layers you have; each may be in any coordinate reference system.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Least satisfied party (0–1)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Left empty, everything is imported where the service allows that.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Left empty, the first field with one of these names is taken: {names}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Left empty, the table beside the layer feedback in the same database is taken.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Left out: {indicator}. It needs: {missing}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Legal basis</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Legal basis: {basis}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Length (m)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Levers</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>Licens</translation>
        </message>
        <message>
            <source>Licence of the source</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Licence: {licence}</source>
            <translation>Licens: {licence}</translation>
        </message>
        <message>
            <source>Line {line}, column {column} is not valid JSON ({reason}).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Lineage</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Lineage: the layer's metadata tell how every number was made.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Link</source>
            <translation>Länk</translation>
        </message>
        <message>
            <source>Listen</source>
            <translation>Lyssna</translation>
        </message>
        <message>
            <source>Lists, for one area or for all, what each indicator alone would have to become to lift the area one place, or to a score you name. The easiest change comes first.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Longitude and latitude look swapped: as they are, the items lie outside Northern Europe, the other way round inside. If so, set “Swap the coordinates”.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Look at the first items; nothing is stored.</source>
            <translation>Titta på de första posterna; inget sparas.</translation>
        </message>
        <message>
            <source>Look there for a missing comma, quote or bracket.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Looks at areas and layers before measuring: faults, gaps, outdated sources, duration.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Looks at planning areas and role layers before anything long runs and lists what is wrong or worth knowing.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Losers</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Low</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Lower</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Made at (UTC)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Made with</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Map</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Map of the scores; the table below has every value.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Margin of the binding statement</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Masking personal data in texts is imperfect: have a person read the texts before publication.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Mean difference</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Mean rank of the parties</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Measure</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Measure and score</source>
            <translation>Mät och bedöm</translation>
        </message>
        <message>
            <source>Measure indicators</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Measured</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Measured areas</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Measured in {crs}, because {areas_crs}, the areas' coordinate reference system, is not true in metres here.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Measured in {crs}, the areas' own coordinate reference system.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Measures one indicator ({code}) in each planning area: {title}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Measures sustainability indicators in planning areas from ordinary map layers.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Measures the indicators a framework asks for and scores the areas by it: Measure indicators and Score planning areas in one run.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Measures the indicators of a framework and scores the areas, in one run.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Measures the indicators that the layers given allow, in each planning area, and says in the log what was left out and which layer it needs.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Measuring all of this will take about {seconds} s or more.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Measuring: done in the areas' own coordinate reference system when it is true in metres, otherwise in the UTM zone; areas and lengths are corrected to the ellipsoid. Data beyond an area's border count where an indicator reaches out, such as access to green areas.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Meeting</source>
            <translation>Möte</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Meddelande</translation>
        </message>
        <message>
            <source>Method</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Methods: entropy (Hwang and Yoon 1981), critic (Diakoulaki and others 1995), equal.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Minimum</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Minimum coverage (0–1) for a score</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Minimums of {party} hold (1 = yes)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Missing data</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Missing data were treated differently.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Missing data: never counts as zero. Choose the policy; the coverage tells for every area how much of the weight was observed, and areas with poor coverage are hatched on the map.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Missing values: count as a minimum not met, and are told.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Mode</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Moderate</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Moderation</source>
            <translation>Moderering</translation>
        </message>
        <message>
            <source>Modes: walking leaves out motorways and opens every line both ways; cycling also leaves out steps and follows one-way streets.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Months between updates (0 = not known)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>More settings</source>
            <translation>Fler inställningar</translation>
        </message>
        <message>
            <source>Moves counts of statistical areas or grid cells to planning areas, keeping the totals.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Much higher</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Much lower</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Name</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Name of the area</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Names, e-mail addresses and author ids are never stored. State the purpose and until when the feedback is kept. What the source removes is removed here at the next complete update. Before you publish, use Publish feedback safely in the toolbox; masking is imperfect, so let a person read the texts.</source>
            <translation>Namn, e-postadresser och författar-id sparas aldrig. Ange ändamålet och hur länge synpunkterna behålls. Det som källan tar bort tas också bort här vid nästa fullständiga uppdatering. Använd Publicera synpunkter säkert i verktygslådan innan du publicerar; maskningen är inte fullkomlig, så låt en människa läsa texterna.</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Nya</translation>
        </message>
        <message>
            <source>New items</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Next selected point</source>
            <translation>Nästa valda punkt</translation>
        </message>
        <message>
            <source>No alternative meets every minimum. "{who}" is missed most often ({count} of {total}).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No answer is imported as text, because no question has a usual name for it. Name the ones you need in “Text questions”. The form has: {questions}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No category</source>
            <translation>Ingen kategori</translation>
        </message>
        <message>
            <source>No class of the land-use layer is known to land_use_mix. It has: {classes}. Choose the right class field, or give your own table "functions" in the settings.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No class of the layer "{layer}" is in the table of {indicator}. The layer has: {classes}. Choose the right class field, or give your own table in the settings.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No class of the raster "{name}" is in the table of {indicator}. It has: {classes}. Give your own table with these classes, or name them in a table {file} (columns code and class) beside the raster.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No column for: {names}. They are treated as missing in every area.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No data</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No feedback in this project yet. Import some on the first page.</source>
            <translation>Inga synpunkter i projektet ännu. Hämta några på första fliken.</translation>
        </message>
        <message>
            <source>No indicator differs between areas: all weigh the same.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No indicator has goalposts or a target that could be moved.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No indicator scores to aggregate. Choose a layer that Score planning areas has written.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No items were found in the sample.</source>
            <translation>Inga poster hittades i stickprovet.</translation>
        </message>
        <message>
            <source>No no-data value is set: every cell counts.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No numeric column with different values was found. Choose a layer with measured values.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No position</source>
            <translation>Utan läge</translation>
        </message>
        <message>
            <source>No score: too little data</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No single indicator can lift "{name}", or it is there already.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>No text.</source>
            <translation>Ingen text.</translation>
        </message>
        <message>
            <source>No votes</source>
            <translation>Inga röster</translation>
        </message>
        <message>
            <source>Nobody has stated anything. Add a row with party, indicator, minimum and goal.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Node</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Node id and weight; nodes not named keep the framework's weight.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nodes</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>None of the columns that the framework "{framework}" needs is there. It needs: {needed}. Measure the indicators first, or rename the columns.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>None of the indicators can be measured with the layers given. Add at least one of these layers or fields: {missing}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Normalisation</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Not comparable</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Not everything could be read; what arrived was kept. See the warnings above.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Not on the map because it has no position.</source>
            <translation>Finns inte på kartan eftersom den saknar läge.</translation>
        </message>
        <message>
            <source>Not on the map because the source gives no position.</source>
            <translation>Finns inte på kartan eftersom källan inte anger något läge.</translation>
        </message>
        <message>
            <source>Note</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Nothing was varied: every interval is a single rank.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Notice</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Notice: text for a box at the top, for example that some data are synthetic.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Number</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Number of comments</source>
            <translation>Antal kommentarer</translation>
        </message>
        <message>
            <source>Number of faults</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Number of parts</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Number of warnings</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Object</source>
            <translation>Objekt</translation>
        </message>
        <message>
            <source>Of the first {n} items, {located} have a position and {unlocated} have none.</source>
            <translation>Av de första {n} posterna har {located} ett läge och {unlocated} saknar läge.</translation>
        </message>
        <message>
            <source>On the map</source>
            <translation>På kartan</translation>
        </message>
        <message>
            <source>On the page On the map, press Read on the map and click a point. The panel shows the whole thread and a link to the source. What looks like personal data is masked until you ask for it.</source>
            <translation>På fliken På kartan: tryck på Läs på kartan och klicka på en punkt. Panelen visar hela tråden och en länk till källan. Det som ser ut som personuppgifter är maskat tills du ber att få se det.</translation>
        </message>
        <message>
            <source>Only feedback inside the areas (inside the selected ones when some are selected).</source>
            <translation>Bara synpunkter inom områdena (inom de valda, om några är valda).</translation>
        </message>
        <message>
            <source>Only for frameworks that normalise some indicators within each period.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Only within this extent</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Only {count} areas have a score: too few for coherence checks.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öppen</translation>
        </message>
        <message>
            <source>Open (1 along, -1 against, 0 both ways)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Open at {host}</source>
            <translation>Öppna hos {host}</translation>
        </message>
        <message>
            <source>Open services need nothing. Passwords and tokens are kept, encrypted, by QGIS's authentication manager; the connection only remembers which configuration to use.</source>
            <translation>Öppna tjänster behöver inget. Lösenord och nycklar sparas krypterade i QGIS autentiseringshanterare; anslutningen minns bara vilken konfiguration som ska användas.</translation>
        </message>
        <message>
            <source>Open the feedback panel. Start with the workshop sample, which needs no network: Preview, then Import. Add your own sources with the plus button and test them before the first import. Update fetches what is new, edited or removed since.</source>
            <translation>Öppna synpunktspanelen. Börja med övningsexemplet, som inte behöver något nät: Förhandsvisa, sedan Hämta. Lägg till egna källor med plusknappen och testa dem före den första hämtningen. Uppdatera hämtar det som är nytt, ändrat eller borttaget sedan dess.</translation>
        </message>
        <message>
            <source>Open the post at its source</source>
            <translation>Öppna inlägget hos källan</translation>
        </message>
        <message>
            <source>Options of the connector (JSON)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Order settled (1 = yes)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Origin of the position</source>
            <translation>Lägets ursprung</translation>
        </message>
        <message>
            <source>Other</source>
            <translation>Övrigt</translation>
        </message>
        <message>
            <source>Other aggregations that could have been chosen</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Other normalisations that could have been chosen</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Our framework</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Outdated: it should be renewed every {months} months.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Outliers are to be clamped, but there is nothing to clamp to.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Outliers treated by "log" change the unit, which does not go with "{method}".</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Output: a table with one row per fault or warning; none when the file is sound.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Output: a table with one row per finding; nothing is altered.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Output: a table with the group's weight of each name and, with several participants, each one's own. The group's judgement is the geometric mean.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Output: a table with today's score and points of the indicator, the points needed, and the raw value that would give them. Indicators that cannot do it alone are left out, and so are missing ones.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Output: edges with their length in metres and the part of the network they belong to (part 1 is the largest; others are islands). Nodes are written with the number of edges that meet.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Output: raw values with coverage, scores of every pillar, theme and indicator, overall score, rank and coverage, and the points each indicator contributes. The layer arrives styled, and its metadata hold everything needed to make the numbers again.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Output: sat_&lt;party&gt; from 0 (a minimum at most) to 1 (all goals met), min_&lt;party&gt; (its minimums hold), all_minimums, pareto (no other alternative is better for one party and as good for all), least_satisfied, binding (the tightest statement) and margin.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Output: the areas with the framework's own score, and score_&lt;party&gt;, rank_&lt;party&gt;, the range of ranks (rank_range) and the mean rank. The map shows where the parties disagree most.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Output: the fields of Score planning areas, and rank_lo and rank_hi (90 % of the draws lie between them), p_top (share of draws among the best), wins_next (share of draws won against the next area) and settled (1 when the interval is narrow). On the map, areas whose order is not settled are faded.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Output: the first layer's areas with a difference field per score and layer (d_&lt;layer&gt;_&lt;field&gt;), and outcome_&lt;layer&gt;: 1 winner, -1 loser, 0 unchanged. Areas that are not in both are told, never dropped.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Output: the planning areas with the counts. Optionally also the buildings as points with their residents, which is the best population layer for measuring access.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Output: the same areas, in the same order, with a raw value per indicator and its coverage (fields ending in _cov, 0–1). Where there is no data the value is NULL, never 0.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Output: the same rows with score, rank (1 = best; equal scores share the best place), coverage, a score for every pillar, theme and indicator (s_…) and the points each indicator contributes (c_…), which add up to the score.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Owner</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Owner, date and licence of the layers, as kept by "Register data".</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Page {page} of the answer does not have the form that the protocol promises ({error}). Check the profile; if it is right, tell the service's owner.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Pages of the feedback panel</source>
            <translation>Synpunktspanelens flikar</translation>
        </message>
        <message>
            <source>Pareto set (1 = yes)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Part of the network (1 = largest)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Party</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Personal data is shown: {kinds}. Do not pass it on.</source>
            <translation>Personuppgifter visas: {kinds}. För dem inte vidare.</translation>
        </message>
        <message>
            <source>Personal data: names, e-mail addresses and author ids are never stored. Texts and positions may still point to people, so state the purpose and until when the feedback is kept; publish only through Publish feedback safely.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Plats</translation>
        </message>
        <message>
            <source>Places</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Places a settled area may move</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Places between the parties</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Planning areas</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Planning areas of a layer</source>
            <translation>Planområden i ett lager</translation>
        </message>
        <message>
            <source>Planning areas with counts</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Points closer than this are one (m)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Points more</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Points needed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Points of the indicator today</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Polygons to be measured. They may overlap; the layer is never altered.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Possible personal data</source>
            <translation>Möjliga personuppgifter</translation>
        </message>
        <message>
            <source>Practice: the connector sample needs neither address nor network.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Press “Read on the map” and click a point, or select one in the map or the table.</source>
            <translation>Tryck på ”Läs på kartan” och klicka på en punkt, eller välj en i kartan eller tabellen.</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Förhandsvisa</translation>
        </message>
        <message>
            <source>Preview of the items</source>
            <translation>Förhandsvisning av posterna</translation>
        </message>
        <message>
            <source>Preview of {name}</source>
            <translation>Förhandsvisning av {name}</translation>
        </message>
        <message>
            <source>Previous selected point</source>
            <translation>Föregående valda punkt</translation>
        </message>
        <message>
            <source>Problem report</source>
            <translation>Felanmälan</translation>
        </message>
        <message>
            <source>Profile</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Förlopp</translation>
        </message>
        <message>
            <source>Proposal</source>
            <translation>Förslag</translation>
        </message>
        <message>
            <source>Protect people</source>
            <translation>Skydda människor</translation>
        </message>
        <message>
            <source>Purpose</source>
            <translation>Ändamål</translation>
        </message>
        <message>
            <source>Purpose: what the feedback is used for</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Purpose: {purpose}</source>
            <translation>Ändamål: {purpose}</translation>
        </message>
        <message>
            <source>Put fewer levels between pillar and indicator.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>QGIS's master password is needed to read the authentication configuration. Enter it, or set QGIS_AUTH_PASSWORD_FILE when running without a desktop.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Rank</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Rank (1 = best)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Rank correlation (Spearman)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Rank, best (5 %)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Rank, mean of the draws</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Rank, worst (95 %)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Rank, {party}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Ranking</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Raw indicator values with coverage, measured by Samplan.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Raw value needed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Read</source>
            <translation>Läs</translation>
        </message>
        <message>
            <source>Read o&amp;n the map</source>
            <translation>Läs på karta&amp;n</translation>
        </message>
        <message>
            <source>Reading the categories</source>
            <translation>Läser kategorierna</translation>
        </message>
        <message>
            <source>Reading the history</source>
            <translation>Läser historiken</translation>
        </message>
        <message>
            <source>Reading the last update</source>
            <translation>Läser den senaste uppdateringen</translation>
        </message>
        <message>
            <source>Reading the thread</source>
            <translation>Läser tråden</translation>
        </message>
        <message>
            <source>Reading {url}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Reading: everything else, and all other areas, are taken to stay as they are.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Reads a framework file and lists all its faults at once, each with the pillar, theme and indicator it belongs to, what is wrong and what would be right.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Reads all feedback of a service or file and keeps a GeoPackage equal to it: new items are added, changed ones updated, removed ones erased. Run it again to update.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Reference</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Reference frame</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Reference frame (*.json)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Reference frame of an earlier result</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Reference frame: save it to score next year's data, or the neighbouring town's, on the same yardstick.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Register data</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Registered. {entry}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>Avslagen</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Ta bort</translation>
        </message>
        <message>
            <source>Remove the connection</source>
            <translation>Ta bort anslutningen</translation>
        </message>
        <message>
            <source>Remove the connection “{name}”?</source>
            <translation>Ta bort anslutningen ”{name}”?</translation>
        </message>
        <message>
            <source>Removed</source>
            <translation>Borttagna</translation>
        </message>
        <message>
            <source>Removed items</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>Svar</translation>
        </message>
        <message>
            <source>Report</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Result of the test</source>
            <translation>Testets resultat</translation>
        </message>
        <message>
            <source>Robustness of a ranking</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Role</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>S&amp;top</source>
            <translation>St&amp;oppa</translation>
        </message>
        <message>
            <source>Samplan met a fault it did not foresee ({kind}: {text}). Nothing was written. Please report it with the log above.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Samplan {version}: help</source>
            <translation>Samplan {version}: hjälp</translation>
        </message>
        <message>
            <source>Samplan: citizens' feedback on the map</source>
            <translation>Samplan: invånarnas synpunkter på kartan</translation>
        </message>
        <message>
            <source>Samplan: feedback</source>
            <translation>Samplan: synpunkter</translation>
        </message>
        <message>
            <source>Satisfaction of each party, and where every minimum holds.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Satisfaction of {party} (0–1)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Spara</translation>
        </message>
        <message>
            <source>Save in (GeoPacka&amp;ge)</source>
            <translation>S&amp;para i (GeoPackage)</translation>
        </message>
        <message>
            <source>Scenario</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Score</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Score ({scale})</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Score again</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Score planning areas</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Score to reach</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Score today</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Score, {party}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Scored again</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Scored areas</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Scored layers, today's first</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Scores and ranks areas with raw values by a framework of weighted indicators.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Scores areas by a framework: a tree of pillars, themes and indicators with goalposts or targets, weights and a policy for missing data.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Scores compared area by area; all layers have the same reference frame.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Scores on the yardstick of that result: its framework, goalposts and options. The framework above is then not used.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Scores the areas many times with weights, goalposts and methods drawn anew, and tells for every area between which ranks it stays.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Scores the areas once with each party's weights and tells where the parties disagree.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Scores, ranks and coverage computed by Samplan; the lineage holds the whole frame.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Second</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Second party</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Seed</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Seen most differently: {name} ({range} places between the parties).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Sensitive theme</source>
            <translation>Känsligt ämne</translation>
        </message>
        <message>
            <source>Service</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Settings of indicators (JSON)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Severity</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Share</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Share of settled areas</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Share of the framework's weight that was observed.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Share of the thing measured that the data could speak of.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Share of the weight</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Share of the weight that must be observed. Empty: as the framework says (0.65).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Share outside the planning areas</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Shipped: {names}. Copy the template to make your own.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Show &amp;by</source>
            <translation>Visa e&amp;fter</translation>
        </message>
        <message>
            <source>Show it</source>
            <translation>Visa</translation>
        </message>
        <message>
            <source>Show the new ones</source>
            <translation>Visa de nya</translation>
        </message>
        <message>
            <source>Shown in a box at the top.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Size: {what}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>So&amp;urce</source>
            <translation>Käll&amp;a</translation>
        </message>
        <message>
            <source>Some submissions are encrypted: ODK Central sends no answers of them, only when they arrived.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Something unexpected happened ({error}). Nothing is lost. The message log (tab Samplan) holds the details; please report them.</source>
            <translation>Något oväntat hände ({error}). Inget har gått förlorat. Detaljerna finns i meddelandeloggen (fliken Samplan); rapportera dem gärna.</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Källa</translation>
        </message>
        <message>
            <source>Source of feedback</source>
            <translation>Synpunkternas källa</translation>
        </message>
        <message>
            <source>Source: {url}</source>
            <translation>Källa: {url}</translation>
        </message>
        <message>
            <source>Sources: {sources}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Spread of the goalposts (0–1)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Spread of the weights (0–1)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Stakeholder scores</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>State what the feedback is used for (purpose).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Statements: a table with one row per party and indicator: party, field of the areas, minimum, goal and optionally a weight. A goal below the minimum means that less is better.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Statistics are often known for larger areas than those being planned. This moves counts (residents, children, jobs) to the planning areas in proportion to dwellings or floor area, so that nobody is lost or invented.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Status unknown</source>
            <translation>Okänd status</translation>
        </message>
        <message>
            <source>Statuses to import</source>
            <translation>Statusar att hämta</translation>
        </message>
        <message>
            <source>Stopped.</source>
            <translation>Stoppat.</translation>
        </message>
        <message>
            <source>Stopping …</source>
            <translation>Stoppar …</translation>
        </message>
        <message>
            <source>Stops of these modes count as low capacity, the table does not know them: {names}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Stored indicator scores, aggregated with the weights in the lineage.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Swedish identity number</source>
            <translation>svenskt personnummer</translation>
        </message>
        <message>
            <source>Switch off when the data have a point at every junction.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>TOPSIS in "{group}": the best and the worst are the same for {count} areas; they get the middle of the scale.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>TOPSIS took its ideal points from each layer's own data.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Table of comparisons</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Table of statements</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Table of weight sets</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Table of weights</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Table: {title}. {source}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Takes a layer that Score or Assess planning areas has written and aggregates its indicator scores (s_…) again, with other weights, another aggregation or another policy for missing data. Nothing is measured or normalised again.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Takes a table of weight sets and gives, in one run, a score and a rank per party, how well the rankings agree (Kendall's W) and which areas the parties see most differently.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Target</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Tell authors apart (&amp;by code)</source>
            <translation>Skilj författare åt (med k&amp;od)</translation>
        </message>
        <message>
            <source>Tell authors apart by pseudonyms</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Tells how sure a ranking is: rank intervals from many draws of weights and choices.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Terms: {url}</source>
            <translation>Villkor: {url}</translation>
        </message>
        <message>
            <source>Test the connection to see what answers, what it holds, and under which licence. Nothing is stored.</source>
            <translation>Testa anslutningen för att se vad som svarar, vad där finns och under vilken licens. Inget sparas.</translation>
        </message>
        <message>
            <source>Test the connection: what answers, what it holds, which licence</source>
            <translation>Testa anslutningen: vad som svarar, vad där finns, vilken licens</translation>
        </message>
        <message>
            <source>Testing {name}</source>
            <translation>Testar {name}</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Text</translation>
        </message>
        <message>
            <source>Text hidden because it may hold personal data.</source>
            <translation>Texten är dold eftersom den kan innehålla personuppgifter.</translation>
        </message>
        <message>
            <source>The Decidim site refuses the question: {reason}. Tell its owner.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The aggregation "{kind}" for "{node}" is not known. Choose one of: {known}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The answer does not have the form that the protocol promises ({error}). Check the address and the profile; if they are right, tell the service's owner.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The answer of {place} is larger than {megabytes} MB. Choose a smaller page size, extent or period.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The answer of {place} was cut short after {bytes} bytes. Try again.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The areas in {name} lie outside the world in their coordinate reference system {crs}. The layer probably has the wrong system assigned: set the right one and run again.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The buildings have no field with dwellings. Choose one, or weigh by floor area.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The categories are known after a preview or an import.</source>
            <translation>Kategorierna är kända efter en förhandsvisning eller hämtning.</translation>
        </message>
        <message>
            <source>The cell size must be positive and k at least 1.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The cells are in degrees, not metres.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The column "{column}" has {dimensions} dimensions. It needs one value per area.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The column "{column}" has {found} entries, but "{first}" has {expected}. Give one value per area in every column.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The column "{column}" has {found} entries, but there are {expected} areas.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The column "{column}" holds {value}, which is not a number. Convert it to a number field first.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The column "{column}", by which "{name}" is divided, is not there. Add it and try again.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The column "{column}", whose groups fill the gaps of "{name}", is not there. Add it, or choose another imputation.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The comparison of "{a}" with "{b}" is not between two of: {names}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The comparison of "{a}" with "{b}" is {value}. Give a number above 0, such as 3 or 1/3.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The comparisons contradict each other (consistency ratio {ratio:.2f}, should be at most 0.10). Look first at "{a}" against "{b}": {given:.2g} was said, {fitting:.2g} would fit the rest.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The coordinates are not degrees. Choose their coordinate system in the connection, for example {choices}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The coordinates were given as north, east, and read so.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The database {path} could not be used ({error}). Nothing was changed. Try again.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The disk is full. Make room, then try again. Nothing was changed.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The dispersal distance is {median} m. Give a distance above 0.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The entry "{key}" is not known and not used.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The entry "{key}" stands twice in one object.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The feedback may tell about health, belief, politics or the like (GDPR Art. 9).</source>
            <translation>Synpunkterna kan handla om hälsa, tro, politik eller liknande (GDPR art. 9).</translation>
        </message>
        <message>
            <source>The feedback was saved, but {path} cannot be opened as a layer.</source>
            <translation>Synpunkterna sparades, men {path} kan inte öppnas som lager.</translation>
        </message>
        <message>
            <source>The file "{path}" cannot be written. Choose another GeoPackage.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The file "{path}" holds no data register. Make one with "Register data", or leave it empty.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The file does not hold a framework.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The filter bbox must be [west, south, east, north] in degrees (EPSG:4326), not {value}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The filter {name} is not a time: {value}. Write it like 2026-05-31 or 2026-05-31T08:00Z.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The filter {name} must be a list of words.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The filters are not valid JSON. Write them like {{"start": "2026-01-01", "text": "cykel"}}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The first {n} items.</source>
            <translation>De första {n} posterna.</translation>
        </message>
        <message>
            <source>The first {n} of {total} items.</source>
            <translation>De första {n} av {total} poster.</translation>
        </message>
        <message>
            <source>The folder {folder} does not exist.</source>
            <translation>Mappen {folder} finns inte.</translation>
        </message>
        <message>
            <source>The folder {folder} does not exist. Choose another place for the database.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The foraging distance is {alpha} m. Give a distance above 0.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The form has no geographic question: nothing will be on the map.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The form has no question “{name}” of that kind. It has: {questions}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The framework "{framework}" has no node "{node}". It has: {known}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The framework "{name}" asks for no indicator that Samplan measures. Use "Score planning areas" with a layer that has its fields.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The framework "{name}" is sound: {count} indicators.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The framework cannot be used. Correct this and try again ({count}):
{faults}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The framework file "{file}" cannot be read ({reason}). Check its name and that it is UTF-8.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The geometry engine shapely was asked for, but shapely 2 or newer is not installed. Install it or choose the engine qgis.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The goalposts of "{name}" are taken from the data ({low:g} to {high:g}), but its transform "{transform}" cannot take the lower one. Add a "transform_offset", or state the goalpost as a number.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The group</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The id "{id}" is already used by {other}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The input field "{name}" is kept as "{new}".</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The judgements "{a}" against "{b}" ({value:g}) and back ({back:g}) do not mirror each other: both must be above 0 and one the inverse of the other.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The kind of service; sample is a bundled file for practice.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The layer "{name}" for {role} is empty and counts as not given.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The layer "{name}" has no field "score". Choose one that Samplan has scored.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The layer "{name}" has no field "{field}".</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The layer "{name}" is empty: there is nothing to work on.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The layer carries none.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The layer feedback of a feedback database, or any points.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The layer for "{layer}" has no field "{name}". It has: {names}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The layer has no numeric field. Choose another layer.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The layer with the planning areas is not in the project. Choose it under Filters, Areas.</source>
            <translation>Lagret med planområdena finns inte i projektet. Välj det under Filter, Områden.</translation>
        </message>
        <message>
            <source>The layer {layer} has no area to filter with. Choose another layer.</source>
            <translation>Lagret {layer} har inget område att filtrera med. Välj ett annat lager.</translation>
        </message>
        <message>
            <source>The layer {name} has no coordinate reference system, so nothing can be measured on it. Right-click the layer, choose Layer CRS &gt; Set Layer CRS, pick the system its coordinates are in, and run again.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The layer {name} has no features. Choose a layer with at least one area.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The layer {name} has no field called {field}. Choose one of its fields: {fields}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The layer {name} has {present}, but {wanted} are needed here. Choose another layer.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The layer's metadata hold no framework. Choose the framework it was scored by, or score it first.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The lineage could not be stored with the layer: {message}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The map shows no place on Earth. Zoom to your area, then try again.</source>
            <translation>Kartan visar ingen plats på jorden. Zooma till ditt område och försök igen.</translation>
        </message>
        <message>
            <source>The metadata could not be stored with the layer: {message}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The method "{name}" cannot be varied. Choose from: {known}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The minimum coverage is {value:g}. Give a share from 0 to 1, such as 0.65.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The missing-data policy "{policy}" is not known. Choose one of: {known}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The node has both "children" and "indicator".</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The options must be JSON with these names: {known}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The party "{party}" weighs "{node}" twice. Keep one of the rows.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The period {name} ends before it starts. Turn its days round.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The period {name} has a day that cannot be read: {value}. Write 2026-05-31.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The period {name} needs a first and a last day, one of which may be null.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The periods are not valid JSON. Write them like {{"2025": ["2025-01-01", "2025-12-31"]}}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The planning areas layer "{name}" is empty. Choose a layer with polygons.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The position is that of a whole project area.</source>
            <translation>Läget är ett helt projektområdes.</translation>
        </message>
        <message>
            <source>The position is that of the post it answers to.</source>
            <translation>Läget är detsamma som för inlägget det svarar på.</translation>
        </message>
        <message>
            <source>The position is the middle of a line or an area.</source>
            <translation>Läget är mitten av en linje eller yta.</translation>
        </message>
        <message>
            <source>The project has no contributions, or its owner has set it to internal.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The raster "{name}" does not reach any planning area. Choose a raster that covers them.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The raster has cells without a size. Assign it a georeference first.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The raster {name} cannot be opened. Check that its file is in place.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The raster {name} cannot be read. The file may be damaged.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The raster {name} has no band {band}. Choose a band it has and run again.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The reference "{reference}" is not known. Choose zero, mean or target.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The reference day {value} cannot be read. Write it like 2026-05-31.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The reference frame "{file}" cannot be read ({reason}).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The reference frame belongs to the framework "{theirs}" {their_version}, not to "{mine}" {my_version}. Score with the frame's own framework, or without a frame.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The reference frame knows no period "{period}" for "{name}". Score without the frame.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The reference frame was changed after it was saved. Score the base year again to make a new one.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The reference has no value for: {names}. Give one score per indicator.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The resistance raster has {cells} cells; at most {most} can be searched. Use larger cells.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The retention date {date} has passed: erase this feedback.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The retention date {value} is not a date. Write it like 2027-12-31.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The run was cancelled.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The scenario "{name}" has no column "{column}". Score it first.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The scenario "{name}" has {keys} keys for {size} areas.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The secret behind them stays in this QGIS profile, outside the project and the database. Pseudonyms are still personal data.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The secret for pseudonyms needs at least {least} characters.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The service answers, but lists nothing that could be imported.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The service delivered nothing where {missing} items were before. Nothing was removed. If it really is empty now, run again and accept an empty source.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The service delivers at most {count} reports at once, even within a minute.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The service repeats the same page: not everything could be read. Nothing was removed.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The service reported a problem beside its answer ({reason}). Items that it concerns stay as they are; nothing is removed.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The service says it holds {n} items.</source>
            <translation>Tjänsten säger sig ha {n} poster.</translation>
        </message>
        <message>
            <source>The service says that it has {total} items, but delivered {found}. Nothing was removed.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The service states no licence or terms: ask its owner before you publish.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The service's address, or a file for the connector file. Write no secret into it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The services layer has none of {classes}: nobody reaches group {number} of access_services. If the layer is incomplete, take the group out of the table.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The settings are no valid JSON ({error}). Write them like {example}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The settings must name indicators, like {example}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The settings name "{name}", which is no indicator with settings. Write them like {example}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The smallest single change of each indicator that lifts an area one rank or to a score.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The source has not changed since the last run.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The source holds no items.</source>
            <translation>Källan har inga poster.</translation>
        </message>
        <message>
            <source>The source kept changing while it was read. What arrived was kept; nothing was removed. Run the update again at a quieter time.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The source lists nothing to choose from.</source>
            <translation>Källan har ingen lista att välja ur.</translation>
        </message>
        <message>
            <source>The spread of the goalposts is {value}. Give 0 to below 0.5, such as 0.1.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The spread of the weights is {value}. Give 0 or more, such as 0.25.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The street layer has no lines with a length. Choose another layer or repair it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The style could not be stored with the layer: {message}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The table "functions" of land_use_mix needs at least two different functions.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The table "groups" of access_services names no group. Give each class a number from 1.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The table "{name}" of {indicator} must give a number for each class, like {example}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The table "{table}" has no field "{field}". It has: {names}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The table "{title}" has "{value}" for {name}: write a number.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The table shows the first {n}.</source>
            <translation>Tabellen visar de första {n}.</translation>
        </message>
        <message>
            <source>The theme is sensitive (health, belief, politics...)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The theme is sensitive: a data protection impact assessment is probably needed (GDPR Art. 35).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The transferred counts do not add up to the source's. Please report this with your data.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The tree is more than {levels} levels deep.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The weights are not readable. Write them like {example}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The weights below "{group}" are {weights}. Give numbers of 0 or more, at least one above 0.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The weights of "{party}" cannot be used: {reason}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The weights of the children sum to 0.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The yardstick of these indicators was taken from each layer's own data: {names}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The {form} from {place} is broken or cut short ({bytes} bytes; {error}). Try again; if it happens every time, tell the service's owner.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The {items} items that had arrived were kept; nothing was removed. Run the update again.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The {kind} mean of "{group}" cannot take negative scores, but {count} areas have them in "{child}". Clamp the indicator's goalposts, or choose another aggregation.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The {kind} mean of "{group}" cannot take scores of 0 or less, but {count} areas have them in "{child}". State an "offset" for the group (for example 1; 0 means that one zero makes the whole group zero), or choose another aggregation.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The {table} table has values outside 0-1 for the classes {classes}. Correct the table.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>The {table} table lacks the land cover classes {classes}. Add them, with 0 where none lives.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There are no areas to score.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There are no comparisons. Add at least one participant.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There are no comparisons. Choose a table, or fill in rows in the dialog.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There are no streets to build a network of.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There are no streets to walk on near the areas. Choose another street layer.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There is no area called "{name}". There are, among others: {names}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There is no authentication configuration “{id}” in this QGIS profile. Choose one under Settings &gt; Options &gt; Authentication.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There is no character set “{encoding}”. Try utf-8 or cp1252.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There is no column “{column}”. The source has {columns}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There is no connector “{id}”. Choose one of {known}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There is no file "{name}".</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There is no file {path}. Choose a GeoJSON or CSV file, or a web address.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There is no framework "{name}". Give a JSON file, or one of the shipped ones: {names}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There is no geometry engine called {name}. Choose shapely or qgis.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There is no habitat with an area. Choose a layer with habitat patches.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There is no indicator called {names}. Choose among: {known}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There is no reference frame "{name}". Choose the file saved with a result.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There is no weight set. Add a row per party and indicator.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>There is no zonal rule called {rule}. Choose exact or centre.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>These can never hold together: {first} and {second}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>These indicators are normalised by period: {names}. Choose the period field.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>These indicators do not tell areas apart and get weight 0: {names}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>These pairs are not compared yet: {pairs}. Add them.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>They were scored with different frameworks: "{first}" {v1} and "{second}" {v2}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This is not a reference frame of Samplan. Choose the frame file that a scoring run saved.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>This version of Samplan cannot read that kind of source. Choose another one.</source>
            <translation>Den här versionen av Samplan kan inte läsa en sådan källa. Välj en annan.</translation>
        </message>
        <message>
            <source>Through</source>
            <translation>Till och med</translation>
        </message>
        <message>
            <source>Times as important</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Rubrik</translation>
        </message>
        <message>
            <source>Title of the framework</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>To choose from ({n}):</source>
            <translation>Att välja mellan ({n}):</translation>
        </message>
        <message>
            <source>To node</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Totals: what lies inside and outside the planning areas adds up to the source's total; the run stops if it does not. Only counts can be moved, not percentages or means.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Transfer population</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Turns judgements such as 'access is 3 times as important as noise' into weights (AHP).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Two results can be explained against each other only with the same framework and the same areas. Match the areas first (compare scenarios), and score both with one framework.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Two scenarios have the same name. Rename one of the layers.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Unchanged</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Unit</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Unit: {unit}; {direction}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Unknown</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Unknown filters: {unknown}. Known filters are {known}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Unknown role “{role}” in the columns option. Roles are {roles}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Unknown statuses: {unknown}. Use {known}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Upda&amp;te</source>
            <translation>&amp;Uppdatera</translation>
        </message>
        <message>
            <source>Updating {name}</source>
            <translation>Uppdaterar {name}</translation>
        </message>
        <message>
            <source>Use "goalposts" with the band, or a "value_function".</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Use "transform": "log", which also transforms fixed bounds.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Use: give the register to Measure indicators and Assess planning areas, and its entries are shown in the log and written into the lineage; Check data tells which layers are overdue.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Value dialogue</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Value dialogue on {name}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Verified on a real server: {server} ({date})</source>
            <translation>Verifierad mot en riktig server: {server} ({date})</translation>
        </message>
        <message>
            <source>Very high</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Very low</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Votes</source>
            <translation>Röster</translation>
        </message>
        <message>
            <source>Votes against</source>
            <translation>Röster emot</translation>
        </message>
        <message>
            <source>Votes can be cast again and again without logging in: read them as a hint.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Votes for</source>
            <translation>Röster för</translation>
        </message>
        <message>
            <source>Votes hidden or unknown</source>
            <translation>Röster dolda eller okända</translation>
        </message>
        <message>
            <source>Web page (*.html)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Weighed most differently: {node} (from {low} % to {high} % of its group).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Weight</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Weight: dwellings of the buildings, or floor area (footprint times floors, one floor where unknown). A building belongs where its centre lies. Zones without any building, and all zones when area is chosen, are divided by land area; the log counts them.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Weights</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Weights (JSON)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Weights from data</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Weights from data need at least two areas with values in every indicator, but there are {count}. Leave out the indicators with many gaps.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Weights from pairwise comparisons</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Weights: a table with node and weight, for example from "Weights from pairwise comparisons", or JSON such as {example}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Weights: a table with one row per party and node: the party, the id of a pillar, theme or indicator, and the weight. Any positive numbers will do; nodes not named keep the framework's weight.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Weights: spread 0.25 means that a weight varies by a quarter of its size; 1 means that every weighting is equally likely. Goalposts: moved by up to the part of their range given.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What is wrong</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What moves the ranking</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What stands in the way</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What to import from the source</source>
            <translation>Vad som ska hämtas från källan</translation>
        </message>
        <message>
            <source>What would be right</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>What would lift this area</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>When</source>
            <translation>När</translation>
        </message>
        <message>
            <source>Where</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Where data are missing</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Where the feedback lies</source>
            <translation>Var synpunkterna ligger</translation>
        </message>
        <message>
            <source>Winners</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Winners and losers</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>With an extent, the service leaves out features without a position.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>With an extent, the service leaves out reports that have no position.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Without buildings, counts are divided by land area.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Without this, nothing about authors is kept. With it, one author's posts share a code made with a secret that stays on this computer, outside the project. Pseudonyms are still personal data.</source>
            <translation>Utan detta sparas inget om författarna. Med det får en författares inlägg en gemensam kod, gjord med en hemlighet som stannar på den här datorn, utanför projektet. Pseudonymer är fortfarande personuppgifter.</translation>
        </message>
        <message>
            <source>Words</source>
            <translation>Ord</translation>
        </message>
        <message>
            <source>Words that must occur</source>
            <translation>Ord som måste förekomma</translation>
        </message>
        <message>
            <source>Workshop sample (offline)</source>
            <translation>Övningsexempel (utan nät)</translation>
        </message>
        <message>
            <source>Write local file paths into the lineage</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Writes a scored layer as one web page: map, ranking, chart, method and lineage.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Writes owner, date, licence and update interval of a layer into the data register.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Writes the result of Assess planning areas, Score planning areas or Robustness of a ranking as one HTML page that needs no network and prints well.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Written (UTC)</source>
            <translation>Skriven (UTC)</translation>
        </message>
        <message>
            <source>Written from this day</source>
            <translation>Skrivna från och med dagen</translation>
        </message>
        <message>
            <source>Written through this day</source>
            <translation>Skrivna till och med dagen</translation>
        </message>
        <message>
            <source>Zones with counts</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>Zoom to the point</source>
            <translation>Zooma till punkten</translation>
        </message>
        <message>
            <source>a column name, or {"field": "residents", "per": 1000}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>a list of at least one node</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>a node in braces</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>a number</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>a number above 0</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>a number, "min", "max", {"percentile": 2.5}, {"mean_top": 5} or {"mean_bottom": 5}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>a share from 0 to 1, for example 0.65</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>a short name of letters (a-z), digits and _, beginning with a letter</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>a whole number, 1 or more</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>above 0, in the unit of the raw value, because of the transform</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>above the target, because less is better</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>ahp,analytic hierarchy process,weights,saaty,consistency,participants</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>all of these words</source>
            <translation>alla dessa ord</translation>
        </message>
        <message>
            <source>an object in braces</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>another name: "score" is the overall score</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>any day</source>
            <translation>valfri dag</translation>
        </message>
        <message>
            <source>as the source states it</source>
            <translation>som källan anger den</translation>
        </message>
        <message>
            <source>at least two pairs [value, score] with rising values</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>auto reads only changes where the service also tells what was removed.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>below "high"; when less is better, write "direction": "down" instead</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>below outliers.high</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>below the target</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>best within a band set locally</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>changed by moderators</source>
            <translation>ändrad av moderatorer</translation>
        </message>
        <message>
            <source>complete</source>
            <translation>fullständig</translation>
        </message>
        <message>
            <source>composite index,indicator,mcda,weights,ranking,sustainability,framework,goalposts</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>connected_habitat found no habitat patch near the areas.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>coordinates outside the coordinate reference system</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>e-mail address</source>
            <translation>e-postadress</translation>
        </message>
        <message>
            <source>e.g. Reports, Botkyrka</source>
            <translation>t.ex. Felanmälan, Botkyrka</translation>
        </message>
        <message>
            <source>edited</source>
            <translation>ändrade</translation>
        </message>
        <message>
            <source>edited afterwards</source>
            <translation>ändrad i efterhand</translation>
        </message>
        <message>
            <source>empty geometry</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>entropy,critic,weights,objective,composite index</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>events, no feedback</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>fault</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>feedback,participation,citizens,dialogue,open311,fixmystreet,kerrokantasi,decidim,dipas,go vocal,kobo,odk,ogc</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>floor_space_index needs the buildings' floors or gross floor area. Choose one of these fields for the buildings layer.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>framework,draft,template,json,fields</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>framework,validate,json,faults,check</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>framework: as the framework says. exclude: an area that lacks any indicator gets no score. renormalise: the weights are shared among the indicators that are there, if they carry at least the minimum coverage. impute: a missing indicator counts as the middle of the scale.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>geometry beyond repair</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>higher is better</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>highest score</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>home address</source>
            <translation>hemadress</translation>
        </message>
        <message>
            <source>improvement,lever,what if,rank,target,explanation</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>incomplete, nothing removed</source>
            <translation>ofullständig, inget borttaget</translation>
        </message>
        <message>
            <source>land_use_efficiency compares the years {first} and {last} and leaves out others.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>land_use_efficiency needs land use of two years in one layer. Merge both surveys into one layer with a field for the year (it has: {years}).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>land_use_mix leaves out land-use classes that are no urban function: {names}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>lines</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>lower is better</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>median score</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>metadata,vintage,licence,owner,register,update</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>name</source>
            <translation>namn</translation>
        </message>
        <message>
            <source>negotiation,parties,goals,minimum,pareto,land access,agreement</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>network,walking,cycling,streets,topology,graph,junctions,islands</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>new</source>
            <translation>nya</translation>
        </message>
        <message>
            <source>no</source>
            <translation>nej</translation>
        </message>
        <message>
            <source>no area</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>no geometry</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>no position</source>
            <translation>utan läge</translation>
        </message>
        <message>
            <source>noise_exposure needs the level of the noise polygons. Choose the field with the level in dBA.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>not decided</source>
            <translation>inte bestämt</translation>
        </message>
        <message>
            <source>not stated</source>
            <translation>ej angivet</translation>
        </message>
        <message>
            <source>note</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>number plate</source>
            <translation>registreringsnummer</translation>
        </message>
        <message>
            <source>official answer</source>
            <translation>officiellt svar</translation>
        </message>
        <message>
            <source>official answers</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>fäst överst</translation>
        </message>
        <message>
            <source>places</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>planning areas</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>points</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>polygons</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>population,deso,grid,dasymetric,areal interpolation,residents,dwellings</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>pre-flight,quality,null,geometry,validity,coverage,duration,outdated</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>removed</source>
            <translation>borttagna</translation>
        </message>
        <message>
            <source>removed at the source</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>report,html,share,council,ranking,bubble chart,print</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>reported to the moderators</source>
            <translation>anmäld till moderatorerna</translation>
        </message>
        <message>
            <source>scenario,difference,before,after,winners,losers,change</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>scores on the framework's scale</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>stakeholders,weights,participation,agreement,kendall,workshop,batch</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>sustainability,assessment,composite index,indicator,planning,score,södertörn</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>sustainability,indicator,planning,green,access,density,land use,municipality,södertörn</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>telephone number</source>
            <translation>telefonnummer</translation>
        </message>
        <message>
            <source>text such as "1.0.0"</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>text, or {"en": "...", "sv": "..."}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>the framework itself</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>the name of an indicator or column</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>the name of the column that holds the groups</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>two rising numbers</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>two rising numbers such as [0, 100]</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>two rising numbers: the interval that scores best</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>uncertainty,sensitivity,monte carlo,rank interval,weights,composite index</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>until {date}</source>
            <translation>till {date}</translation>
        </message>
        <message>
            <source>votes hidden or unknown</source>
            <translation>röster dolda eller okända</translation>
        </message>
        <message>
            <source>warning</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>weights,aggregation,rerun,quick,composite index</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>what the feedback is used for</source>
            <translation>vad synpunkterna används till</translation>
        </message>
        <message>
            <source>who decides, e.g. the planning committee</source>
            <translation>vem som bestämmer, t.ex. plannämnden</translation>
        </message>
        <message>
            <source>withdrawn</source>
            <translation>återkallad</translation>
        </message>
        <message>
            <source>withdrawn by their authors</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>within the goalposts</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>without a score: too little data</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>wrong kind of geometry</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>yes</source>
            <translation>ja</translation>
        </message>
        <message>
            <source>{a} against {b}: judged from {low} to {high} times as important.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{connector} has no profile “{profile}”. Choose one of {profiles}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} alternatives lack a value; that minimum counts as not met.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} areas are covered by less than {share} %.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} areas have fewer than {cells} cells: their values are less sure.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} areas have no known residents: shares of residents are NULL there.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} areas lie outside all layers: {names}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} areas lie outside all the data given: their values are NULL, not 0.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} areas of "{name}" are not in "{other}" ({keys}).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} broken geometries.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} can be measured: {names}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} cells of "{name}" are below 0 or above 100 and count as no data, not as canopy.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} crossings without a common point were joined.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} ends that touch a line without a common point were joined.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} facilities lie more than {limit} m from any street: nobody reaches them.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} features</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} indicators drafted. Now set directions, goalposts with sources, and weights.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} infinite values of "{column}" are treated as missing.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} items left out: {reason}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} items lie outside the coordinate reference system and count as unlocated.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} items may hold personal data in their text (field privacy_flags). Do not pass the layer on as it is.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} items only carry the area of their whole project; they count as unlocated.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} items read</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} items seem to have latitude and longitude swapped; they are kept without a position.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} lines are left out: not open to this mode.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} lines without length were left out.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} names are repeated.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} names in the key field stand for several areas ({names}). Each area is measured by itself, but results cannot be matched by this key later.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} of {total} areas have gaps and were left out of the weights.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} of {total} areas have no overall score: too much data is missing.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} of {total} areas have no score for "{name}": too much is missing.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} places of residence lie more than {limit} m from any street and are left out as unknown.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} planning areas cannot be measured ({reason}): {names}. Their values are NULL.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} planning areas had broken geometries: they were repaired for measuring, not in the layer.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} values of the field "{field}" are no numbers and count as missing.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} zones are divided by land area.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{count} zones have no usable polygon: their counts cannot be moved.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{data}, if there is one</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{done} items so far</source>
            <translation>{done} poster hittills</translation>
        </message>
        <message>
            <source>{done} of {total} items</source>
            <translation>{done} av {total} poster</translation>
        </message>
        <message>
            <source>{edges} edges and {nodes} nodes; {parts} parts, {share} % of the length in the largest.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{field}: all values are the same.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{field}: {count} values are NULL ({share} %).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{field}: {count} values are negative.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{field}: {count} values are text, not numbers.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{field}: {inside} of {total} are in the planning areas, {outside} outside.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{field}: {scenario} less {first}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{field}: {unknown} zones have no count, {negative} a negative one. They count as 0.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{first} against {second}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{framework}: scores of {name}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{held} of {total} items were held back: no position, or too few in their cell.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{here} points to another host, {there}. Nothing was sent there. If you trust that host, enter its address in the connection.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{here} points to another service, {there}. Nothing was sent there. If you trust it, enter its address in the connection.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{host} asks for a pause: continuing in {seconds} s.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{indicator} cannot be measured with neighbours cut off in {count} areas, such as {area}: {why}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{indicator} has no setting "{name}". It has: {known}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{indicator} knows no number for these classes and leaves them out: {names}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{indicator} needs: {missing}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{indicator}: measured in {known} of {total} areas.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{indicator}: {count} areas have fewer than {few} raster cells; single cells decide.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{indicator}: {points} points more, to a value of {value}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{layer} with a field for "{field}"</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{layer}: field for {field}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{layer}: owner {owner}, vintage {vintage}, licence {licence}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{lines} lines have more or fewer cells than the header; look at them.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{located} will be on the map; {unlocated} have no position and go to a table.</source>
            <translation>{located} hamnar på kartan; {unlocated} saknar läge och läggs i en tabell.</translation>
        </message>
        <message>
            <source>{low} votes or more</source>
            <translation>{low} röster eller fler</translation>
        </message>
        <message>
            <source>{low}–{high} votes</source>
            <translation>{low}–{high} röster</translation>
        </message>
        <message>
            <source>{names} things are compared (1 to {most} are possible), but the table is {rows} x {columns}. Give one row and one column per thing.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name} (from the project)</source>
            <translation>{name} (från projektet)</translation>
        </message>
        <message>
            <source>{name} ({kind}): moves an area by {places} places on average.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name} was saved in {path} while another project was opened.</source>
            <translation>{name} sparades i {path} medan ett annat projekt öppnades.</translation>
        </message>
        <message>
            <source>{name}, depends on neighbours</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name}, neighbours cut off</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name}, scored again</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name}: coverage (0–1)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{name}: points of the score</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{new} new, {changed} changed, {removed} removed; {unlocated} without a position.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{n} against</source>
            <translation>{n} emot</translation>
        </message>
        <message>
            <source>{n} are hidden because they do not pass the filters.</source>
            <translation>{n} är dolda eftersom de inte passerar filtren.</translation>
        </message>
        <message>
            <source>{n} for</source>
            <translation>{n} för</translation>
        </message>
        <message>
            <source>{n} items are not on the map because they have no position; read them in the table beside the layer.</source>
            <translation>{n} poster finns inte på kartan eftersom de saknar läge; läs dem i tabellen bredvid lagret.</translation>
        </message>
        <message>
            <source>{n} items in all.</source>
            <translation>{n} poster totalt.</translation>
        </message>
        <message>
            <source>{n} items in all: {located} with a position, {unlocated} without.</source>
            <translation>{n} poster totalt: {located} med läge, {unlocated} utan.</translation>
        </message>
        <message>
            <source>{n} items were left out because they do not pass the filters.</source>
            <translation>{n} poster utelämnades eftersom de inte passerar filtren.</translation>
        </message>
        <message>
            <source>{n} may hold personal data, which is masked here.</source>
            <translation>{n} kan innehålla personuppgifter, som är maskade här.</translation>
        </message>
        <message>
            <source>{n} more answers are hidden because the list is long; read them at the source.</source>
            <translation>{n} svar till är dolda eftersom listan är lång; läs dem hos källan.</translation>
        </message>
        <message>
            <source>{n} of {all}</source>
            <translation>{n} av {all}</translation>
        </message>
        <message>
            <source>{n} pictures or files are not loaded because they may show people; see them at the source.</source>
            <translation>{n} bilder eller filer läses inte in eftersom de kan visa människor; se dem hos källan.</translation>
        </message>
        <message>
            <source>{path} cannot be opened for writing. Check the folder and its permissions. Nothing was changed.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{path} cannot be read ({reason}).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{path} is being used by another program or an edit session. Save or stop editing there, then try again. Nothing was changed.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{path} is damaged or not a GeoPackage. Choose another file or restore it from a backup.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{path} is larger than {megabytes} MB. Split it or import it with QGIS.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{path} is not a GeoPackage. Choose another file for the feedback database.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{path} was written by a newer Samplan. Update the plugin to use it.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{place} answered with a web page instead of data. Check the address and the profile; a login page or maintenance also looks like this.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{place} answered with something else than {expected}. Check the address and the profile.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{place} did not accept the question (HTTP {status}).{says} Check the connection's options.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{place} did not answer within {seconds} s. Try again later.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{place} does not exist (HTTP {status}).{says} Check the address and the profile.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{place} failed (HTTP {status}), also when asked again.{says} Try again later.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{place} is not readable as CSV at line {line} ({error}).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{place} is not written in {encoding}. Leave the character set blank, or try another.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{place} limits how often it may be asked (HTTP {status}) and wants a pause of {seconds} s. Try again then.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{place} limits how often it may be asked (HTTP {status}). Try again in a few minutes.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{place} redirects in a circle. Check the address.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{place} redirects to {target}, which is less safe. Enter the address you trust in the connection.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{place} refuses access (HTTP {status}).{says} Check the authentication configuration or ask the owner.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{place} sent XML with a document type declaration, which is refused because it can hide harmful content. Ask the service's owner, or choose JSON in the connection.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{place} sent an empty answer. Try again later.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{rank}. {name}: {score} (coverage {coverage} %)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{role}: {count} broken geometries were repaired for measuring.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{role}: {count} features left out ({reason}).</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{role}: {count} features of "{name}" read.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{role}: {count} values of "{field}" are no numbers and count as unknown.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{scenario}: 1 winner, -1 loser</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{scenario}: {winners} winners, {losers} losers, {unchanged} unchanged, {unknown} unknown.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{share} % of the scored areas are settled: they move at most {width} places.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{statement}: {missed} areas miss this minimum, {alone} miss only this one.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{where}: "{value}" is no number.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{who} is stated twice. Keep one of the rows.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{who}: consistency ratio {ratio}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{who}: the minimum ({minimum}) and the goal ({goal}) must be two different numbers.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{who}: the weight is {weight}. Give a number above 0.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{who}: there is no column "{column}". Known: {known}.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{word} ({low}–{high})</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>“{component}” is not a public component with proposals or meetings. Choose one from the list.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>“{crs}” is not a coordinate system. Write it like EPSG:3006.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>“{form}” is not a form of ODK Central. Write it like 1/my-form.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>“{url}” is not a usable web address.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>“{url}” is not a web address. Write it in full, like https://example.org/api.</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>✔ It answers: {dialect}</source>
            <translation>✔ Den svarar: {dialect}</translation>
        </message>
    </context>
</TS>
