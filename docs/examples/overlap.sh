#!/usr/bin/env bash
# Which options of a multi-select go together.
curl --silent --show-error --fail "${SURVEY_URL:-http://localhost:8080}/api/v1/surveys/lunch/questions/where/overlap?wave=2026"
