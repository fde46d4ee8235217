// The program as a package on App Service (Linux), without a container. A new version starts in the slot `staging`, and takes
// over with a swap once it answers there.

@description('Name of the program.')
@maxLength(60)
param name string

@description('Region of the European Union.')
param location string

@description('Tags of every resource.')
param tags object

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

@description('Size of the plan.')
param planSku string

@description('Resource id of the identity of the program.')
param identityId string

@description('Settings of the program: name and value.')
param settings array

@description('Settings of the program that are secrets in the vault: name and secret.')
param secretSettings array

@description('Address of the vault, with a slash at the end.')
param vaultUrl string

@description('Name of the Application Insights resource.')
param insightsName string

@description('Subnet of the program; empty for none.')
param subnetId string

@description('Spread over the data centres of the region.')
param zoneRedundant bool

@description('Instances that run beside each other.')
param replicas int

@description('Make the keys before the program starts.')
param makeKeys bool

@description('Resource id of the action group that is told of failing requests.')
param actionGroupId string

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'linux'
  sku: {
    name: planSku
    capacity: replicas
  }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
    // Lets the site below choose its number of instances.
    perSiteScaling: true
  }
}

var vaultSettings = [
  for setting in secretSettings: {
    name: setting.name
    value: '@Microsoft.KeyVault(SecretUri=${vaultUrl}secrets/${setting.secret})'
  }
]

var siteProperties = {
  serverFarmId: plan.id
  httpsOnly: true
  clientAffinityEnabled: false
  keyVaultReferenceIdentity: identityId
  virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
  siteConfig: {
    linuxFxVersion: 'NODE|22-lts'
    // One as long as keys may be made: two that make them at once would each go on with their own.
    numberOfWorkers: makeKeys ? 1 : replicas
    appCommandLine: makeKeys ? 'node dist/ops/keys.js init && exec node dist/main.js' : 'node dist/main.js'
    alwaysOn: true
    // Not /readyz: it is red when Teams or the store is away, and then no restart helps.
    healthCheckPath: '/healthz'
    http20Enabled: true
    minTlsVersion: '1.2'
    ftpsState: 'Disabled'
    // References to a vault that is off the internet need this.
    vnetRouteAllEnabled: !empty(subnetId)
    appSettings: concat(
      settings,
      [
        { name: 'PUBLIC_URL', value: 'https://${name}.azurewebsites.net' }
        // In the package itself: docs/beheer/installeren.md.
        { name: 'REGION_FILE', value: '/home/site/wwwroot/region.yaml' }
        { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insights.properties.ConnectionString }
        { name: 'WEBSITE_RUN_FROM_PACKAGE', value: '1' }
        // Seconds. The program needs 15 at most to finish what is on its way; left alone it would get 5.
        { name: 'WEBSITES_CONTAINER_STOP_TIME_LIMIT', value: '30' }
        { name: 'SCM_DO_BUILD_DURING_DEPLOYMENT', value: 'false' }
        // Before a swap: a version that cannot write does not take over from one that can.
        { name: 'WEBSITE_SWAP_WARMUP_PING_PATH', value: '/readyz' }
        { name: 'WEBSITE_SWAP_WARMUP_PING_STATUSES', value: '200' }
      ],
      vaultSettings
    )
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: siteProperties
}

resource staging 'Microsoft.Web/sites/slots@2024-04-01' = {
  parent: app
  name: 'staging'
  location: location
  tags: tags
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  // Off, or the version of before would go on sweeping and sending on the same data.
  properties: union(siteProperties, { enabled: false })
}

// What the program writes, in full; more than is sent to Application Insights (docs/observability.md).
// Preview is the only version there is of these settings; it has been in use since 2021.
resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'logs'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'AppServiceConsoleLogs'
        enabled: true
      }
      {
        category: 'AppServicePlatformLogs'
        enabled: true
      }
    ]
  }
}

// Deploying goes by the account of whoever deploys, never by a password of the site.
resource noFtp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource noPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

resource noFtpInStaging 'Microsoft.Web/sites/slots/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: staging
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource noPasswordInStaging 'Microsoft.Web/sites/slots/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: staging
  name: 'scm'
  properties: {
    allow: false
  }
}

resource failing 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alert-5xx-${name}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Het programma antwoordt met fouten (5xx): knoppen in Teams doen het niet. Kijk in de log.'
    severity: 1
    enabled: true
    scopes: [
      app.id
    ]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: '5xx'
          metricNamespace: 'Microsoft.Web/sites'
          metricName: 'Http5xx'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 5
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
output id string = app.id
