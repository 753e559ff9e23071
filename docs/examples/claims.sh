#!/usr/bin/env bash
# What was published, checked against what is loaded.
curl --silent --show-error --fail "${SURVEY_URL:-http://localhost:8080}/api/v1/surveys/lunch/claims"
