"""The only door: HTTP and the command line call these, so permission and audit are written once.

Every action takes the service and the caller, sees only what belongs to the caller's office, and answers in the words
of ``api.schemas``. Changes are recorded in the audit trail in the same transaction.
"""
