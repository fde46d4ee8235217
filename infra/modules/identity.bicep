// The one identity of the program: towards Teams, Cosmos DB, Key Vault, Graph and Application Insights. It has no password.

@description('Name of the identity.')
param name string

@description('Region of the European Union.')
param location string

@description('Tags of every resource.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
  tags: tags
}

@description('Resource id.')
output id string = identity.id

@description('Client id, which is the app id of the bot too.')
output clientId string = identity.properties.clientId

@description('Object id, for roles.')
output principalId string = identity.properties.principalId
