export { firstTopic, makeFirstTopic } from './first-topic'
export { findTopic, listTopics, type Place, placesOf, type TopicView } from './queries'
export { topicColumns } from './topic-columns'
