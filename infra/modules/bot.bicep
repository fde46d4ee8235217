// The registration with the Bot Framework: what Teams delivers goes to our endpoint.

@description('Name of the registration.')
param name string

@description('Tags of every resource.')
param tags object

@description('Name that people see in Azure.')
@maxLength(42)
param displayName string

@description('Where Teams delivers: https, ends in /api/messages.')
param endpoint string

@description('Resource id of the identity of the program.')
param identityId string

@description('Client id of the identity of the program.')
param clientId string

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: name
  // Regional, so that what passes stays in Europe; elsewhere there is no registration in the European Union.
  location: 'westeurope'
  tags: tags
  kind: 'azurebot'
  sku: {
    // Teams is a standard channel: as many messages as one likes, in either tier. S1 has a service level.
    name: 'S1'
  }
  properties: {
    displayName: displayName
    endpoint: endpoint
    msaAppType: 'UserAssignedMSI'
    msaAppId: clientId
    msaAppTenantId: tenant().tenantId
    msaAppMSIResourceId: identityId
    disableLocalAuth: true
    publicNetworkAccess: 'Enabled'
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'westeurope'
  tags: tags
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
      acceptedTerms: true
    }
  }
}
