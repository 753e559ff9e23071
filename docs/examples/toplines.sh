#!/usr/bin/env bash
# Counts and percentages of all questions of a wave.
curl --silent --show-error --fail "${SURVEY_URL:-http://localhost:8080}/api/v1/surveys/container/waves/2016-06/toplines.csv"
