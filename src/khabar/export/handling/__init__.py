"""Who may see what: levels set by people, what they hide, and what may be published.

Three profiles: ``all`` leaves everything in; ``working`` hides what is sealed; ``public`` gives codes and figures without the
words of reports, names of persons, exact places, cells so small that they point at somebody, or what is only days old.
"""

from khabar.export.handling.profiles import PROFILES, View, view
from khabar.export.handling.recent import DELAY

__all__ = ["DELAY", "PROFILES", "View", "view"]
