#!/usr/bin/env bash
# One of them.
curl --silent --show-error --fail "${SURVEY_URL:-http://localhost:8080}/api/v1/surveys/container"
