"""FHIR JSON (as Python values) to FHIR XML.

The order of elements, which of them are attributes and where types continue comes from the table of all
elements of FHIR R4 (`shared/fhir/spec/R4/elements.csv`), read when samples are made.
"""

import csv
import re

NAMESPACE = "http://hl7.org/fhir"


class NotFHIR(ValueError):
    """The value does not have the shape that FHIR R4 gives it; the text names the path."""


class Elements:
    """The elements of every type, in definition order."""

    def __init__(self, table):
        self.children = {}
        self.kinds = {}
        with open(table, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                path = row["path"]
                self.kinds[row["definition"]] = row["kind"]
                parent, _, name = path.rpartition(".")
                if parent:
                    self.children.setdefault(parent, []).append((name, row))

    def is_resource(self, name):
        return self.kinds.get(name) == "resource"

    def is_primitive(self, name):
        return self.kinds.get(name) == "primitive-type" or name in ("string", "xhtml")

    def fields(self, path):
        """Every property name that may stand below a path, with its type and its row, in order."""
        for name, row in self.children.get(path, []):
            if name.endswith("[x]"):
                for kind in row["types"].split("|"):
                    yield name[:-3] + kind[0].upper() + kind[1:], kind, row
            else:
                yield name, row["types"], row


def escape(text, attribute):
    """Characters that XML gives a meaning; in attributes also the blanks that a parser would change."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if attribute:
        text = text.replace('"', "&quot;")
        text = text.replace("\n", "&#xA;").replace("\t", "&#x9;").replace("\r", "&#xD;")
    if re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", text):
        raise NotFHIR("a control character cannot be written in XML")
    return text


def scalar(value):
    if value is True:
        return "true"
    if value is False:
        return "false"
    return str(value)


class Writer:
    def __init__(self, elements):
        self.elements = elements
        self.lines = []

    def document(self, resource):
        self.lines = ['<?xml version="1.0" encoding="UTF-8"?>']
        self.resource(resource, "", root=True)
        return "\n".join(self.lines) + "\n"

    def resource(self, value, indent, root=False):
        kind = value.get("resourceType")
        if not self.elements.is_resource(kind):
            raise NotFHIR(f"{kind} is no resource type of R4")
        namespace = f' xmlns="{NAMESPACE}"' if root else ""
        content = {name: child for name, child in value.items() if name != "resourceType"}
        self.element(kind, content, kind, indent, namespace)

    def element(self, tag, value, path, indent, attributes=""):
        """A complex element: attributes first, then the children in definition order."""
        left = set(value)
        inner = []
        for name, kind, row in self.elements.fields(path):
            underscored = "_" + name
            if name not in value and underscored not in value:
                continue
            left -= {name, underscored}
            if row["xml"] == "xmlAttr":
                attributes += f' {name}="{escape(scalar(value[name]), True)}"'
                continue
            inner.append((name, kind, row, value.get(name), value.get(underscored)))
        if left:
            raise NotFHIR(f"{path} has no element {', '.join(sorted(left))}")
        if not inner:
            self.lines.append(f"{indent}<{tag}{attributes}/>")
            return
        self.lines.append(f"{indent}<{tag}{attributes}>")
        for name, kind, row, child, extras in inner:
            many = row["max"] != "1"
            if child is not None and many != isinstance(child, list):
                raise NotFHIR(f"{path}.{name} must {'' if many else 'not '}be an array")
            children = child if many and child is not None else [child]
            beside = extras if many and extras is not None else [extras]
            for index in range(max(len(children), len(beside))):
                one = children[index] if index < len(children) else None
                extra = beside[index] if index < len(beside) else None
                self.child(name, kind, row, one, extra, path, indent + "  ")
        self.lines.append(f"{indent}</{tag}>")

    def child(self, name, kind, row, value, extra, path, indent):
        where = f"{path}.{name}"
        if kind == "Resource":
            self.lines.append(f"{indent}<{name}>")
            self.resource(value, indent + "  ")
            self.lines.append(f"{indent}</{name}>")
        elif kind == "xhtml":
            self.lines.append(indent + value)
        elif self.elements.is_primitive(kind):
            if isinstance(value, (dict, list)):
                raise NotFHIR(f"{where} is a {kind}")
            attribute = "" if value is None else f' value="{escape(scalar(value), True)}"'
            self.element(name, extra or {}, kind, indent, attribute)
        else:
            if not isinstance(value, dict):
                raise NotFHIR(f"{where} is a {kind or 'element'}")
            if row["content_reference"]:
                deeper = row["content_reference"]
            elif kind in ("BackboneElement", "Element"):
                deeper = row["path"]
            else:
                deeper = kind
            self.element(name, value, deeper, indent)


def to_xml(resource, elements):
    """The XML of a resource, indented."""
    return Writer(elements).document(resource)
