// The program in Azure Container Apps. A new revision takes over when all its replicas are ready; until then the old one works.

@description('Name of the program.')
@maxLength(32)
param name string

@description('Region of the European Union.')
param location string

@description('Tags of every resource.')
param tags object

@description('Name of the Container Apps environment.')
param hostName string

@description('Address of the registry.')
param registryServer string

@description('Name and version of the image in the registry.')
param image string

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

@description('The region file in base64.')
@secure()
param regionFile string

@description('Replicas that run beside each other.')
param replicas int

@description('Make the keys before the program starts.')
param makeKeys bool

@description('Resource id of the action group that is told of failing requests.')
param actionGroupId string

resource host 'Microsoft.App/managedEnvironments@2025-01-01' existing = {
  name: hostName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

var vaultSecrets = [
  for setting in secretSettings: {
    name: setting.secret
    keyVaultUrl: '${vaultUrl}secrets/${setting.secret}'
    identity: identityId
  }
]

var secretEnvironment = [
  for setting in secretSettings: {
    name: setting.name
    secretRef: setting.secret
  }
]

// Another secret makes no new revision by itself; another path does, so that a changed region file is read.
var regionPath = '/run/eerder-erbij/${uniqueString(regionFile)}'

resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: name
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    environmentId: host.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      maxInactiveRevisions: 5
      ingress: {
        external: true
        targetPort: 8080
        transport: 'http'
        allowInsecure: false
      }
      registries: [
        {
          server: registryServer
          identity: identityId
        }
      ]
      secrets: concat([{ name: 'region-file', value: base64ToString(regionFile) }], vaultSecrets)
    }
    template: {
      // The program needs 15 seconds at most to finish what is on its way.
      terminationGracePeriodSeconds: 30
      containers: [
        {
          name: 'eerder-erbij'
          image: '${registryServer}/${image}'
          // As the image starts it, but with the keys made first.
          command: makeKeys ? ['sh', '-c', 'node dist/ops/keys.js init && exec node dist/main.js'] : []
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
          env: concat(
            settings,
            [
              { name: 'PUBLIC_URL', value: 'https://${name}.${host.properties.defaultDomain}' }
              { name: 'REGION_FILE', value: '${regionPath}/region.yaml' }
              { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insights.properties.ConnectionString }
            ],
            secretEnvironment
          )
          volumeMounts: [
            {
              volumeName: 'region'
              mountPath: regionPath
            }
          ]
          probes: [
            {
              // Once, before it gets work: a version that cannot write does not take over from one that can.
              type: 'Startup'
              httpGet: {
                path: '/readyz'
                port: 8080
              }
              initialDelaySeconds: 2
              periodSeconds: 5
              timeoutSeconds: 10
              failureThreshold: 30
            }
            {
              // Not /readyz: it is red when Teams or the store is away, and then no restart helps.
              type: 'Liveness'
              httpGet: {
                path: '/healthz'
                port: 8080
              }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 6
            }
            {
              // Not /readyz either: with every replica out of reach nobody would even be told what is wrong.
              type: 'Readiness'
              httpGet: {
                path: '/healthz'
                port: 8080
              }
              periodSeconds: 5
              timeoutSeconds: 5
              failureThreshold: 3
            }
          ]
        }
      ]
      volumes: [
        {
          name: 'region'
          storageType: 'Secret'
          secrets: [
            {
              secretRef: 'region-file'
              path: 'region.yaml'
            }
          ]
        }
      ]
      // One as long as keys may be made: two that make them at once would each go on with their own.
      scale: {
        minReplicas: makeKeys ? 1 : replicas
        maxReplicas: makeKeys ? 1 : replicas
      }
    }
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
          metricNamespace: 'Microsoft.App/containerApps'
          metricName: 'Requests'
          dimensions: [
            {
              name: 'statusCodeCategory'
              operator: 'Include'
              values: [
                '5xx'
              ]
            }
          ]
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
