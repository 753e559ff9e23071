# One image for both programs: the compose file says which one a service runs.
FROM ubuntu:24.04 AS build
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates dotnet-sdk-10.0 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY Directory.Build.props Directory.Packages.props .editorconfig ./
COPY survey survey
COPY ingest ingest
COPY reports reports
COPY api api
RUN dotnet publish api --configuration Release --use-current-runtime --self-contained false --output /app/api \
 && dotnet publish ingest --configuration Release --use-current-runtime --self-contained false --output /app/ingest

FROM ubuntu:24.04
RUN apt-get update && apt-get install -y --no-install-recommends aspnetcore-runtime-10.0 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --no-create-home survey
COPY --from=build /app /app
USER survey
WORKDIR /app
CMD ["dotnet", "api/Survey.Api.dll"]
