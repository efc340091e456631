"""Who may see what: levels set by people, what they hide, and what may be published.

Three profiles: ``all`` leaves everything in; ``working`` hides what is sealed; ``public`` gives codes and figures without the
words of reports, names of persons, exact places, or cells so small that they point at somebody.
"""

from khabar.export.handling.profiles import PROFILES, View, view

__all__ = ["PROFILES", "View", "view"]
