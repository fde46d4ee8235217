// What must wake somebody. The names of the metrics are those of src/telemetry.

@description('Name of this installation.')
param name string

@description('Region of the European Union.')
param location string

@description('Tags of every resource.')
param tags object

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

@description('Name of the Application Insights resource.')
param insightsName string

@description('Resource id of the action group that is told.')
param actionGroupId string

@description('Address that says whether the program is ready.')
param readyUrl string

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

// Each query answers one row with one number, also when nothing came in: silence is what the first one looks for. A gauge comes in
// as the sum of one value, without a Max.
var rules = [
  {
    name: 'no-sweep'
    displayName: 'Eerder Erbij kijkt niet meer naar de casussen'
    description: 'In 10 minuten is geen enkele ronde afgemaakt. Niemand wordt meer gewaarschuwd: bel, en start het programma opnieuw.'
    severity: 0
    window: 'PT10M'
    query: 'AppMetrics | where Name == "eerder_erbij.sweeps" | summarize Value = coalesce(sum(Sum), 0.0)'
    operator: 'LessThan'
    threshold: 1
  }
  {
    name: 'sweep-late'
    displayName: 'Eerder Erbij is te laat met waarschuwen'
    description: 'De volgende ronde is meer dan 3 minuten te laat. Kijk of de database traag is.'
    severity: 1
    window: 'PT10M'
    query: 'AppMetrics | where Name == "eerder_erbij.sweep.lag" | summarize Value = coalesce(max(Sum), 0.0)'
    operator: 'GreaterThan'
    threshold: 180
  }
  {
    name: 'delivery-failed'
    displayName: 'Een bericht van Eerder Erbij kon niet bezorgd worden'
    description: 'Een bericht kwam op geen enkele manier aan, of is opzij gezet. Zoek in de log naar "message could not be delivered anywhere" en "message parked".'
    severity: 1
    window: 'PT10M'
    query: 'AppMetrics | where Name == "eerder_erbij.deliveries" | where tostring(Properties.result) in ("failed", "parked") | summarize Value = coalesce(sum(Sum), 0.0)'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'turns-failing'
    displayName: 'Knoppen en berichten in Eerder Erbij mislukken'
    description: 'In 10 minuten mislukten meer dan 3 knoppen of berichten. Wie drukte kreeg een nummer om door te geven. Kijk in de log naar "turn failed".'
    severity: 1
    window: 'PT10M'
    query: 'AppMetrics | where Name == "eerder_erbij.activities" | where tostring(Properties.result) in ("failed", "unanswered") | summarize Value = coalesce(sum(Sum), 0.0)'
    operator: 'GreaterThan'
    threshold: 3
  }
  {
    name: 'outbox-old'
    displayName: 'Berichten van Eerder Erbij blijven liggen'
    description: 'Een bericht wacht al meer dan 10 minuten op bezorging. Misschien is Teams weg: bel wie iets moet weten.'
    severity: 1
    window: 'PT10M'
    query: 'AppMetrics | where Name == "eerder_erbij.outbox.age" | summarize Value = coalesce(max(Sum), 0.0)'
    operator: 'GreaterThan'
    threshold: 600
  }
]

resource queries 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: 'alert-${rule.name}-${name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.displayName
      description: rule.description
      severity: rule.severity
      enabled: true
      scopes: [
        workspaceId
      ]
      evaluationFrequency: 'PT5M'
      windowSize: rule.window
      // The table is there from the first metric on.
      skipQueryValidation: true
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: rule.query
            metricMeasureColumn: 'Value'
            timeAggregation: 'Maximum'
            operator: rule.operator
            threshold: rule.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: [
          actionGroupId
        ]
      }
    }
  }
]

// From outside, as Teams sees us. It asks whether the program is ready: store, sweep, deliveries and Teams.
resource outside 'Microsoft.Insights/webtests@2022-06-15' = {
  name: 'ready-${name}'
  location: location
  // Without this tag the portal does not show it with Application Insights.
  tags: union(tags, { 'hidden-link:${insights.id}': 'Resource' })
  kind: 'standard'
  properties: {
    SyntheticMonitorId: 'ready-${name}'
    Name: 'ready-${name}'
    Description: 'Vraagt elke vijf minuten of het programma klaar is voor werk.'
    Enabled: true
    Kind: 'standard'
    Frequency: 300
    Timeout: 30
    RetryEnabled: true
    // Amsterdam, Dublin and Paris.
    Locations: [
      { Id: 'emea-nl-ams-azr' }
      { Id: 'emea-gb-db3-azr' }
      { Id: 'emea-fr-pra-edge' }
    ]
    Request: {
      RequestUrl: readyUrl
      HttpVerb: 'GET'
      FollowRedirects: false
      ParseDependentRequests: false
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      SSLCheck: true
      SSLCertRemainingLifetimeCheck: 14
    }
  }
}

resource notReady 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alert-not-ready-${name}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Eerder Erbij is van buiten niet bereikbaar, of zegt dat het niet kan werken. Open /readyz om te zien wat er mis is.'
    severity: 0
    enabled: true
    scopes: [
      outside.id
      insights.id
    ]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: outside.id
      componentId: insights.id
      failedLocationCount: 2
    }
    autoMitigate: true
    actions: [
      {
        actionGroupId: actionGroupId
      }
    ]
  }
}
