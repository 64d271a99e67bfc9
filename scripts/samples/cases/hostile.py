"""Bad input (issue 2, point 11): a clear error that names the place, exit status 65, no partial output."""

import json

from ..case import Case
from ..expectations import *
from ..packaging import *
from ..resources import *

NO_SUBJECT = [
    resource("Organization", "hospital", name="Synthetic Hospital"),
    resource(
        "Observation", "severity", status="final", code=concept("symptom-severity"),
        effectiveDateTime=DAY_BEFORE, valueCodeableConcept=concept("moderate")),
]
DEPTH = 3000


def whole(case="hostile/truncated"):
    """A good Bundle as JSON text; the hostile files are made by damaging it."""
    return json.dumps(collection([
        patient("1976-03-03", "male"),
        condition("dvt", "dvt-left-iliac-icd", onset="2026-06-10", severity="moderate"),
        healthy(),
    ])(case), indent=2)


GOOD_XML = """<?xml version="1.0" encoding="UTF-8"?>
<Bundle xmlns="http://hl7.org/fhir">
  <type value="collection"/>
  <entry>
    <fullUrl value="https://venoguide.example/fhir/Patient/patient"/>
    <resource>
      <Patient>
        <id value="patient"/>
        <name>
          <family value="Synthetic"/>
        </name>
        <birthDate value="1976-03-03"/>
      </Patient>
    </resource>
  </entry>
</Bundle>
"""


def nested_json():
    inner = '"valueBoolean":true'
    for _ in range(DEPTH):
        inner = '"extension":[{"url":"https://venoguide.example/x",' + inner + "}]"
    return '{"resourceType":"Patient","id":"patient",' + inner + "}\n"


def nested_xml():
    start = '<extension url="https://venoguide.example/x">' * DEPTH
    return (
        '<Patient xmlns="http://hl7.org/fhir"><id value="patient"/>' + start
        + '<valueBoolean value="true"/>' + "</extension>" * DEPTH + "</Patient>\n")


def unreadable(folder, who, expected, files, names=("line", "column")):
    """A case that is no FHIR: `names` are words that the error must hold."""
    return Case(
        folder, who=who, expected=expected, facts=("issue 2, point 11", "CONTRACT 3"), status=65,
        files=files, error={"readable": False, "names": list(names)})


def unsafe(folder, who, expected, input, mentions, places=("entry[",)):
    """A case that is valid FHIR and cannot be evaluated."""
    return Case(
        folder, who=who, expected=expected, facts=("issue 2, point 11", "CONTRACT 1", "4.2"), status=65,
        input=input, answers=answer("unusable", mentions=mentions),
        error={"readable": True, "names": [*mentions, *places]})


CASES = [
    unreadable(
        "hostile/empty", "Nothing at all: zero bytes.",
        "an error that says that there is nothing; exit status 65.",
        {"bundle.json": b"", "bundle.xml": b""}, names=()),
    unreadable(
        "hostile/not-fhir", "JSON that is no FHIR, and a page of a web server.",
        "an error that names what a resource must have; exit status 65.",
        {
            "bundle.json": '{"hello": "world"}\n',
            "bundle.xml": "<html><head><title>502 Bad Gateway</title></head><body/></html>\n",
        }, names=()),
    unreadable(
        "hostile/not-markup", "A line of prose.", "an error that says that this is neither JSON nor XML; exit status 65.",
        {"bundle.json": "This is no FHIR.\n"}, names=()),
    unreadable(
        "hostile/truncated", "A Bundle that stops in the middle.",
        "an error that names line and column of the end; exit status 65, no partial answer.",
        {"bundle.json": whole()[:1200], "bundle.xml": GOOD_XML[: len(GOOD_XML) * 2 // 3]}),
    unreadable(
        "hostile/wrong-types", "A Bundle whose `entry` is a word.",
        "an error that names `Bundle.entry` and what is expected there; exit status 65.",
        {
            "bundle.json": '{"resourceType": "Bundle", "type": "collection", "entry": "Condition"}\n',
            "bundle.xml": '<Bundle xmlns="http://hl7.org/fhir"><type value="collection"/>'
            '<entry value="Condition"/></Bundle>\n',
        }, names=("entry",)),
    unreadable(
        "hostile/invalid-utf8", "A patient's name with bytes that are no UTF-8.",
        "an error that names the place; exit status 65. The bytes are not repaired.",
        {
            "bundle.json": b'{"resourceType": "Patient",\n "name": [{"family": "Synth\xff\xfeetic"}]}\n',
            "bundle.xml": b'<?xml version="1.0" encoding="UTF-8"?>\n<Patient xmlns="http://hl7.org/fhir">'
            b'<name><family value="Synth\xff\xfeetic"/></name></Patient>\n',
        }, names=("line",)),
    unreadable(
        "hostile/deep-nesting", f"A Patient with extensions {DEPTH} deep.",
        "an error that names the limit; exit status 65, no crash.",
        {"bundle.json": nested_json(), "bundle.xml": nested_xml()}, names=()),
    unreadable(
        "hostile/doctype", "XML with a DOCTYPE that defines entities (a small billion laughs).",
        "refused at the DOCTYPE before anything expands; exit status 65.",
        {
            "bundle.xml": '<?xml version="1.0"?>\n<!DOCTYPE Patient [\n  <!ENTITY a "ha">\n'
            '  <!ENTITY b "&a;&a;&a;&a;">\n  <!ENTITY c "&b;&b;&b;&b;">\n]>\n'
            '<Patient xmlns="http://hl7.org/fhir"><name><family value="&c;"/></name></Patient>\n',
        }, names=("DOCTYPE",)),
    unsafe(
        "hostile/no-patient",
        "A Bundle with an organization and an observation of nobody.",
        "`unusable`: there is no subject to evaluate.",
        collection(NO_SUBJECT), ["subject"], places=("Bundle",)),
    unsafe(
        "hostile/contradictory-dates",
        "Man, 50: the onset of his thrombosis is a period that ends eight days before it starts.",
        "`unusable`: no day count is possible and none is made up; the message names the period.",
        collection([
            patient("1976-03-03", "male"),
            condition(
                "dvt", "dvt-left-iliac-icd", onset_period=("2026-06-10", "2026-06-02"),
                severity="moderate", evidence=["DiagnosticReport/duplex"]),
            duplex(), healthy(), phlegmasia_refuted(),
        ]), ["onset"]),
    unsafe(
        "hostile/onset-in-future",
        "Woman, 40: the onset of her thrombosis is a month after the evaluation.",
        "`unusable`: an onset in the future is an error in the data.",
        transaction([
            patient("1986-01-03", "female"),
            condition(
                "dvt", "dvt-iliofemoral-acute", onset="2026-07-15T10:00:00Z", severity="mild",
                sites=["iliac-vein", "left"], evidence=["DiagnosticReport/duplex"]),
            duplex(), healthy(), not_pregnant(), phlegmasia_refuted(),
        ]), ["onset"]),
]
