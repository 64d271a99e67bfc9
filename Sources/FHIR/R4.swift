/// FHIR R4 (4.0.1) models.
public enum R4 {}
