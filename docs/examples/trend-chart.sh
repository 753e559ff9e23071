#!/usr/bin/env bash
# The same as a picture.
curl --silent --show-error --fail "${SURVEY_URL:-http://localhost:8080}/api/v1/surveys/lunch/questions/where/trend.svg"
