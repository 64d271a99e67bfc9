import CaseRecord
import FHIR
