// Where logs, traces and metrics go, and who is told when something is wrong.

@description('Name of this installation.')
param name string

@description('Region of the European Union.')
param location string

@description('Tags of every resource.')
param tags object

@description('Object id of the identity of the program, which may write here.')
param principalId string

@description('How many days everything is kept.')
param retentionDays int

@description('Most gigabytes a day.')
param dailyQuotaGb int

@description('Who gets an e-mail.')
param alertEmails string[]

@description('Dutch mobile number without 0 or +31; empty for none.')
param alertPhone string

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'log-${name}'
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
    workspaceCapping: {
      dailyQuotaGb: dailyQuotaGb
    }
    features: {
      disableLocalAuth: true
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${name}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    IngestionMode: 'LogAnalytics'
    WorkspaceResourceId: workspace.id
    RetentionInDays: retentionDays
    // Only who has the role below can write; the connection string alone is worth nothing.
    DisableLocalAuth: true
  }
}

var metricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

resource writes 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, principalId, metricsPublisher)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', metricsPublisher)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

var emailReceivers = [
  for (email, index) in alertEmails: {
    name: 'email-${index}'
    emailAddress: email
    useCommonAlertSchema: true
  }
]

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${name}'
  // One of the few places that handle alerts within the European Union.
  location: 'swedencentral'
  tags: tags
  properties: {
    groupShortName: 'EerderErbij'
    enabled: true
    emailReceivers: emailReceivers
    smsReceivers: empty(alertPhone) ? [] : [{ name: 'sms', countryCode: '31', phoneNumber: alertPhone }]
  }
}

@description('Resource id of the workspace.')
output workspaceId string = workspace.id

@description('Name of the Application Insights resource.')
output insightsName string = insights.name

@description('Resource id of the action group.')
output actionGroupId string = actionGroup.id
