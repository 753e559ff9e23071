#!/usr/bin/env bash
# One question against another within a wave.
curl --silent --show-error --fail "${SURVEY_URL:-http://localhost:8080}/api/v1/surveys/lunch/crosstab?row=where&column=floor&wave=2026"
