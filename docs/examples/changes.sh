#!/usr/bin/env bash
# Every change between two waves, ranked.
curl --silent --show-error --fail "${SURVEY_URL:-http://localhost:8080}/api/v1/surveys/lunch/changes.csv?from=2025&to=2026"
