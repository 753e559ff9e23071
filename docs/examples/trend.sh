#!/usr/bin/env bash
# One question across waves, with tested changes.
curl --silent --show-error --fail "${SURVEY_URL:-http://localhost:8080}/api/v1/surveys/lunch/questions/where/trend?waves=2025..2026"
