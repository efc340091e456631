from __future__ import annotations

from khabar import casebook, issues, pipeline
from khabar.records import Metadata, Source


def test_a_report_that_could_not_be_read_is_kept_with_the_reason(tmp_path):
    source = Source("scan.pdf", b"%PDF nothing", "pdf", Metadata(outlet="The Outlet", published="2020-01-01"))
    skipped = issues.error("ingest", "unreadable", None, None, None, "a/b.txt cannot be opened")
    with casebook.lock(tmp_path):
        received = [casebook.receive(tmp_path, source)]
        with casebook.next_generation(tmp_path) as generation:
            reading = casebook.rows_of(pipeline.rejection(source, "no_text", "There is no text layer."))
            casebook.write_readings(generation, casebook.group(received), lambda group: reading, [skipped])
            casebook.write_received(generation, received)
            generation.commit({}, {})
    assert not list(casebook.verify(tmp_path))
    found = casebook.open_casebook(tmp_path).sql(
        "SELECT status, code, outlet FROM reports JOIN issues USING (report_id)"
    )
    assert found.to_pylist() == [{"status": "rejected", "code": "no_text", "outlet": "The Outlet"}]
    loose = casebook.open_casebook(tmp_path).sql("SELECT message FROM issues WHERE report_id IS NULL")
    assert loose["message"].to_pylist() == [skipped.message]
    assert casebook.load_source(tmp_path, received[0]) == source
