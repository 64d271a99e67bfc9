import Appropriateness
import FHIR
