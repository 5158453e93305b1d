export { makeFirstTopic } from './first-topic'
export { findTopic, listTopics, placesOf, type TopicView } from './queries'
export { topicColumns } from './topic-columns'
