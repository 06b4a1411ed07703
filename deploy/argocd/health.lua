-- Health of a ZookeeperCluster for Argo CD, which has none of its own for kinds that it does not know. It goes to
-- resource.customizations.health.zookeeper.quorate.dev_ZookeeperCluster in the ConfigMap argocd-cm (docs/gitops.md).
local status = obj.status
if status == nil or status.conditions == nil then
  return { status = "Progressing", message = "The operator has not looked at it yet" }
end
if obj.metadata.generation ~= nil and (status.observedGeneration or 0) < obj.metadata.generation then
  return { status = "Progressing", message = "The operator has not seen the present specification yet" }
end

local conditions = {}
for _, condition in ipairs(status.conditions) do
  conditions[condition.type] = condition
end

local function is(type, value)
  return conditions[type] ~= nil and conditions[type].status == value
end

local function because(health, type)
  local condition = conditions[type] or {}
  return { status = health, message = condition.message or condition.reason or "" }
end

if is("Paused", "True") then
  return because("Suspended", "Paused")
end
if is("Stalled", "True") then
  return because("Degraded", "Stalled")
end
-- Before the first quorum there is nothing to lose.
if status.formed ~= nil and is("QuorumAvailable", "False") then
  return because("Degraded", "QuorumAvailable")
end
if is("Ready", "True") then
  return because("Healthy", "Ready")
end
return because("Progressing", "Ready")
