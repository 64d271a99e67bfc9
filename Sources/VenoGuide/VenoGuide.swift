import Guidance
