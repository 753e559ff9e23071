#!/usr/bin/env bash
# The waves of a survey, and what their figures must not be taken for.
curl --silent --show-error --fail "${SURVEY_URL:-http://localhost:8080}/api/v1/surveys/container/waves"
