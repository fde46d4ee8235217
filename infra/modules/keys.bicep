// The vault with the keys that open what is told about a household, and with the few secrets of the program. For this
// program alone: docs/keys.md.

@description('Name of the vault.')
@minLength(3)
@maxLength(24)
param name string

@description('Region of the European Union.')
param location string

@description('Tags of every resource.')
param tags object

@description('Object id of the identity of the program.')
param principalId string

@description('Nobody can purge, also not the program: forgetting takes 7 days longer. Cannot be switched off again.')
param purgeProtection bool

@description('Keep the wrapping key in a hardware security module.')
param hardwareKeys bool

@description('Reached through a private endpoint only.')
param privateNetwork bool

@description('Address of a dead-man\'s switch; empty for none.')
@secure()
param heartbeatUrl string

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: hardwareKeys ? 'premium' : 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    // The least there is, and it cannot be changed later: so long a destroyed key could come back.
    softDeleteRetentionInDays: 7
    // False is refused: it is there, or it was never named.
    enablePurgeProtection: purgeProtection ? true : null
    publicNetworkAccess: privateNetwork ? 'Disabled' : 'Enabled'
    networkAcls: {
      defaultAction: privateNetwork ? 'Deny' : 'Allow'
      bypass: 'AzureServices'
    }
  }
}

// Without an expiry date: on that day nothing could be read. A key that is there stays as it is.
resource wrapping 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: vault
  name: 'wrapping'
  properties: {
    kty: hardwareKeys ? 'RSA-HSM' : 'RSA'
    keySize: 3072
    keyOps: [
      'wrapKey'
      'unwrapKey'
    ]
    attributes: {
      enabled: true
    }
  }
}

resource heartbeat 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(heartbeatUrl)) {
  parent: vault
  name: 'heartbeat-url'
  properties: {
    value: heartbeatUrl
  }
}

var cryptoUser = '12338af0-0e69-4776-bea7-57ae8d297424'
var secretsOfficer = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'

// Key Vault Crypto User: reading the wrapping key, wrapping and unwrapping.
resource wraps 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, principalId, cryptoUser)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', cryptoUser)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

// Key Vault Secrets Officer: the keys of cases are secrets, and forgetting a case is deleting and purging its own.
resource forgets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, principalId, secretsOfficer)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsOfficer)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

// Preview is the only version there is of these settings that knows category groups; it has been in use since 2021.
resource whoDidWhat 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'who-did-what'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
  }
}

@description('Resource id.')
output id string = vault.id

@description('Name of the vault.')
output name string = vault.name

@description('Address of the vault.')
output url string = vault.properties.vaultUri

@description('Name of the key that wraps the others.')
output keyName string = wrapping.name
