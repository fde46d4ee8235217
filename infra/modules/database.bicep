// Cosmos DB for NoSQL: one container, reached with a role only. What the program counts on is checked at its start
// (src/store/cosmos/container.ts); docs/adr/0007-cosmos.md says why.

@description('Name of the account.')
@minLength(3)
@maxLength(44)
param name string

@description('Region of the European Union.')
param location string

@description('Tags of every resource.')
param tags object

@description('Object id of the identity of the program.')
param principalId string

@description('Spread over the data centres of the region.')
param zoneRedundant bool

@description('serverless or autoscale.')
@allowed([
  'serverless'
  'autoscale'
])
param capacity string

@description('Most request units a second, with autoscale only.')
param maxThroughput int

@description('How far back it can be put back.')
@allowed([
  'Continuous7Days'
  'Continuous30Days'
])
param backup string

@description('Reached through a private endpoint only.')
param privateNetwork bool

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

@description('Resource id of the action group that is told of throttling.')
param actionGroupId string

resource account 'Microsoft.DocumentDB/databaseAccounts@2024-11-15' = {
  name: name
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    // One region: two that write may both win one race.
    locations: [
      {
        locationName: location
        failoverPriority: 0
        isZoneRedundant: zoneRedundant
      }
    ]
    enableMultipleWriteLocations: false
    capabilities: capacity == 'serverless' ? [{ name: 'EnableServerless' }] : []
    consistencyPolicy: {
      defaultConsistencyLevel: 'Session'
    }
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: {
        tier: backup
      }
    }
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: privateNetwork ? 'Disabled' : 'Enabled'
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2024-11-15' = {
  parent: account
  name: 'eerder-erbij'
  properties: {
    resource: {
      id: 'eerder-erbij'
    }
  }
}

resource container 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2024-11-15' = {
  parent: database
  name: 'documents'
  properties: {
    resource: {
      id: 'documents'
      partitionKey: {
        paths: [
          '/id'
        ]
        kind: 'Hash'
        version: 2
      }
      // No time to live: the program forgets by itself, when it may.
      indexingPolicy: {
        automatic: true
        indexingMode: 'consistent'
        includedPaths: [
          { path: '/dueAt/?' }
          { path: '/openIn/?' }
          { path: '/born/?' }
        ]
        excludedPaths: [
          { path: '/*' }
        ]
        compositeIndexes: [
          [
            { path: '/openIn', order: 'ascending' }
            { path: '/born', order: 'ascending' }
          ]
        ]
      }
    }
    options: capacity == 'serverless' ? {} : { autoscaleSettings: { maxThroughput: maxThroughput } }
  }
}

// Cosmos DB Built-in Data Contributor: reads and writes documents, and reads the settings of the account.
resource contributor 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2024-11-15' = {
  parent: account
  name: guid(account.id, principalId, 'data-contributor')
  properties: {
    roleDefinitionId: '${account.id}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002'
    principalId: principalId
    scope: account.id
  }
}

// Preview is the only version there is of these settings that knows category groups; it has been in use since 2021.
resource whoDidWhat 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account
  name: 'who-did-what'
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [
      {
        category: 'ControlPlaneRequests'
        enabled: true
      }
    ]
  }
}

resource throttled 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alert-throttled-${name}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Cosmos DB weigert verzoeken omdat het te druk is (429). Het programma probeert het opnieuw, maar wordt traag. Verhoog cosmosMaxThroughput.'
    severity: 2
    enabled: true
    scopes: [
      account.id
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'throttled'
          metricNamespace: 'Microsoft.DocumentDB/databaseAccounts'
          metricName: 'TotalRequests'
          dimensions: [
            {
              name: 'StatusCode'
              operator: 'Include'
              values: [
                '429'
              ]
            }
          ]
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 20
        }
      ]
    }
    autoMitigate: true
    actions: [
      {
        actionGroupId: actionGroupId
      }
    ]
  }
}

@description('Resource id.')
output id string = account.id

@description('Address of the account.')
output endpoint string = account.properties.documentEndpoint

@description('Name of the database.')
output databaseName string = database.name

@description('Name of the container.')
output containerName string = container.name
