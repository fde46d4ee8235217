// A network of its own: the program in one subnet, the private endpoints of what it uses in the other.

@description('Name of the network.')
param name string

@description('Region of the European Union.')
param location string

@description('Tags of every resource.')
param tags object

@description('What runs in the subnet of the program.')
@allowed([
  'Microsoft.App/environments'
  'Microsoft.Web/serverFarms'
])
param appsDelegation string

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.90.0.0/24'
      ]
    }
    subnets: [
      {
        name: 'apps'
        properties: {
          addressPrefix: '10.90.0.0/26'
          delegations: [
            {
              name: 'apps'
              properties: {
                serviceName: appsDelegation
              }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: '10.90.0.64/27'
        }
      }
    ]
  }
}

@description('Subnet of the program.')
output appsSubnetId string = network.properties.subnets[0].id
