#!/usr/bin/env bash
# Counts and percentages of one question, among those who work on the upper floor.
curl --silent --show-error --fail \
  "${SURVEY_URL:-http://localhost:8080}/api/v1/surveys/lunch/questions/where/topline?wave=2026&where=floor:upper"
