// Azure Container Apps and the registry of its images.

@description('Name of this installation.')
param name string

@description('Region of the European Union.')
param location string

@description('Tags of every resource.')
param tags object

@description('Object id of the identity of the program, which may pull images.')
param principalId string

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

@description('Subnet of the program; empty for none.')
param subnetId string

@description('Spread over the data centres of the region; this needs a subnet.')
param zoneRedundant bool

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: replace('cr-${name}', '-', '')
  location: location
  tags: tags
  sku: {
    name: 'Basic'
  }
  properties: {
    adminUserEnabled: false
  }
}

var acrPull = '7f951dda-4ed3-4680-a7ca-43fe172d538d'

resource pulls 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: registry
  name: guid(registry.id, principalId, acrPull)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', acrPull)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource host 'Microsoft.App/managedEnvironments@2025-01-01' = {
  name: 'cae-${name}'
  location: location
  tags: tags
  properties: {
    // Through a diagnostic setting, because the other way needs a key of the workspace.
    appLogsConfiguration: {
      destination: 'azure-monitor'
    }
    workloadProfiles: [
      {
        name: 'Consumption'
        workloadProfileType: 'Consumption'
      }
    ]
    vnetConfiguration: empty(subnetId) ? null : { infrastructureSubnetId: subnetId, internal: false }
    zoneRedundant: zoneRedundant && !empty(subnetId)
  }
}

// Preview is the only version there is of these settings that knows category groups; it has been in use since 2021.
resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: host
  name: 'logs'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'ContainerAppConsoleLogs'
        enabled: true
      }
      {
        category: 'ContainerAppSystemLogs'
        enabled: true
      }
    ]
  }
}

@description('Name of the environment.')
output name string = host.name

@description('Domain that the program gets a name in.')
output domain string = host.properties.defaultDomain

@description('Name of the registry.')
output registryName string = registry.name

@description('Address of the registry.')
output registryServer string = registry.properties.loginServer
