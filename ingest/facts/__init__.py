"""Facts: what must not change when a text is rewritten or translated, such as dates, amounts and phone numbers.

``find`` works on office Japanese, plain Japanese and English and gives values that all three share, so that
令和7年7月31日（木）,
2025年7月31日（木曜日） and Thursday, July 31, 2025 compare equal. ``dates`` reads and writes 和暦.
"""

from ingest.facts import dates
from ingest.facts.comparison import compare, problem
from ingest.facts.finding import find

__all__ = ["compare", "dates", "find", "problem"]
