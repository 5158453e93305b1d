export {
  type BackupSetting,
  type EmbedderSetting,
  env,
  isModelId,
  modelFolder,
  namesOfSettings,
  setDatabase,
  setMeilisearch,
  setNewTags,
  setSecret,
  usualModel,
} from './env'
export { EnvError } from './env-error'
export { projectRoot } from './project-root'
export { envExample, withSettings } from './write-settings'
