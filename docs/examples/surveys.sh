#!/usr/bin/env bash
# The surveys, with their loaded waves.
curl --silent --show-error --fail "${SURVEY_URL:-http://localhost:8080}/api/v1/surveys"
