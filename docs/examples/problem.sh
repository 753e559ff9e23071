#!/usr/bin/env bash
# What cannot be asked is answered with a problem detail, which says what was expected; here without
# the number of its trace.
curl --silent --show-error "${SURVEY_URL:-http://localhost:8080}/api/v1/surveys/lunch/questions/where/trend?base=some" |
  sed 's/,"traceId":"[^"]*"//'
