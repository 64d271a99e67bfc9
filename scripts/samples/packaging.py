"""Forms in which the resources of a case arrive: Bundles of every type, Parameters, a bare resource."""

import re
import uuid

from .resources import HEALTH_TEST_DATA, SYNTHETIC, ref, resource, status

BASE = "https://venoguide.example/fhir"
TIMESTAMP = "2026-06-15T09:30:00Z"
UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def bundle(case, kind, entries, timestamp=TIMESTAMP, **more):
    """A Bundle of entries that are complete already."""
    return {
        "resourceType": "Bundle",
        "id": case.replace("/", "-").lower(),
        "meta": {"tag": [dict(HEALTH_TEST_DATA), dict(SYNTHETIC)]},
        "identifier": {"system": f"{BASE}/samples", "value": case},
        "type": kind,
        "timestamp": timestamp,
        **more,
        "entry": entries,
    }


def rewritten(value, names):
    """The value with every reference replaced that `names` knows."""
    if isinstance(value, dict):
        return {
            key: names.get(child, child) if key == "reference" else rewritten(child, names)
            for key, child in value.items()
        }
    if isinstance(value, list):
        return [rewritten(child, names) for child in value]
    return value


def name_of(one):
    return f"{one['resourceType']}/{one['id']}"


def urn(case, one):
    """A `urn:uuid` for a resource: of its id where that is one, else of its case and name."""
    if UUID.fullmatch(one["id"]):
        return f"urn:uuid:{one['id']}"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{BASE}/samples/{case}/{name_of(one)}')}"


def with_urns(case, resources):
    """The resources with references by `urn:uuid`, each with its fullUrl."""
    names = {name_of(one): urn(case, one) for one in resources}
    return [(names[name_of(one)], rewritten(one, names)) for one in resources]


def collection(resources, timestamp=TIMESTAMP):
    """Absolute fullUrls, relative references."""
    def form(case):
        return bundle(case, "collection", [
            {"fullUrl": f"{BASE}/{name_of(one)}", "resource": one} for one in resources], timestamp)
    return form


def searchset(resources, matches=("Condition",)):
    """The answer to a search: matches of some types, everything else included."""
    def form(case):
        entries = [
            {
                "fullUrl": f"{BASE}/{name_of(one)}",
                "resource": one,
                "search": {"mode": "match" if one["resourceType"] in matches else "include"},
            }
            for one in resources
        ]
        total = sum(entry["search"]["mode"] == "match" for entry in entries)
        link = [{"relation": "self", "url": f"{BASE}/{matches[0]}?_include=*"}]
        return bundle(case, "searchset", entries, total=total, link=link)
    return form


def transaction(resources, kind="transaction"):
    """`urn:uuid` fullUrls and references, each entry a POST."""
    def form(case):
        return bundle(case, kind, [
            {
                "fullUrl": full,
                "resource": one,
                "request": {"method": "POST", "url": one["resourceType"]},
            }
            for full, one in with_urns(case, resources)
        ])
    return form


def batch(resources):
    return transaction(resources, kind="batch")


def document(resources, title="Synthetic leg vein consultation"):
    """A document: Composition first, sections that reach every entry."""
    def form(case):
        sections = {}
        for one in resources:
            if one["resourceType"] != "Patient":
                sections.setdefault(one["resourceType"], []).append(ref(name_of(one)))
        person = next(name_of(one) for one in resources if one["resourceType"] == "Patient")
        composition = resource(
            "Composition", "composition", status="final",
            type={"text": "Consultation"},
            subject=ref(person), date=TIMESTAMP,
            author=[ref("Practitioner/author")], title=title,
            section=[
                {"title": kind, "entry": targets} for kind, targets in sections.items()])
        author = resource(
            "Practitioner", "author", name=[{"family": "Synthetic", "given": ["Author"]}])
        return bundle(case, "document", [
            {"fullUrl": full, "resource": one}
            for full, one in with_urns(case, [composition, *resources, author])
        ])
    return form


def message(resources):
    """A message: MessageHeader first, with the index condition in focus."""
    def form(case):
        focus = next(one for one in resources if one["resourceType"] == "Condition")
        header = resource(
            "MessageHeader", "header",
            eventCoding={
                "system": "https://venoguide.example/fhir/CodeSystem/message-event",
                "code": "guidance-request"},
            destination=[{"name": "VenoGuide", "endpoint": f"{BASE}/$process-message"}],
            source={"name": "Synthetic hospital", "endpoint": "https://hospital.example/fhir"},
            focus=[ref(name_of(focus))])
        return bundle(case, "message", [
            {"fullUrl": full, "resource": one}
            for full, one in with_urns(case, [header, *resources])
        ])
    return form


def history(resources):
    """A history: each entry with the request that made it and the response."""
    def form(case):
        return bundle(case, "history", [
            {
                "fullUrl": f"{BASE}/{name_of(one)}",
                "resource": one,
                "request": {"method": "PUT", "url": name_of(one)},
                "response": {"status": "200", "lastModified": TIMESTAMP},
            }
            for one in resources
        ], total=len(resources))
    return form


def parameters(inner):
    """Parameters that hold a Bundle, as an operation is called."""
    def form(case):
        return {
            "resourceType": "Parameters",
            "id": case.replace("/", "-").lower(),
            "meta": {"tag": [dict(HEALTH_TEST_DATA), dict(SYNTHETIC)]},
            "parameter": [{"name": "bundle", "resource": inner(case)}],
        }
    return form


def bare(main, contained):
    """One resource that contains all others."""
    def form(case):
        names = {name_of(one): f"#{one['id']}" for one in contained}
        inner = []
        for one in contained:
            made = rewritten(one, names)
            made.pop("meta", None)
            inner.append(made)
        made = rewritten(main, names)
        return {
            "resourceType": made["resourceType"], "id": made["id"], "meta": made["meta"],
            "contained": inner,
            **{name: value for name, value in made.items()
               if name not in ("resourceType", "id", "meta")},
        }
    return form


__all__ = [
    "TIMESTAMP", "batch", "bare", "bundle", "collection", "document", "history", "message",
    "parameters", "searchset", "transaction", "status",
]
