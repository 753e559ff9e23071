#!/usr/bin/env bash
# Its questions, with their options and nets.
curl --silent --show-error --fail "${SURVEY_URL:-http://localhost:8080}/api/v1/surveys/lunch/questions"
