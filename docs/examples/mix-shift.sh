#!/usr/bin/env bash
# How much of a change comes from who answered, and how much from how groups answered.
curl --silent --show-error --fail \
  "${SURVEY_URL:-http://localhost:8080}/api/v1/surveys/lunch/questions/where/mix-shift?option=canteen&by=floor&from=2025&to=2026"
