#!/usr/bin/env bash
# The same for a spreadsheet, of another survey.
curl --silent --show-error --fail \
  "${SURVEY_URL:-http://localhost:8080}/api/v1/surveys/container/questions/using/trend.csv?waves=2016-03,2016-06&base=all"
