// Text messages. The connection string, which holds a key, goes from here into the vault and nowhere else.

@description('Name of the resource of Communication Services.')
param name string

@description('Tags of every resource.')
param tags object

@description('Name of the vault that gets the connection string.')
param vaultName string

resource communication 'Microsoft.Communication/communicationServices@2023-04-01' = {
  name: name
  // There is no other place for it; what is stored stays in Europe.
  location: 'global'
  tags: tags
  properties: {
    dataLocation: 'Europe'
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource connection 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'sms-connection-string'
  properties: {
    value: communication.listKeys().primaryConnectionString
  }
}
