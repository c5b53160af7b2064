/**
 * The names under which machines of artificial intelligence read `robots.txt`, as their operators publish them and
 * the list of crawler-user-agents (MIT, github.com/monperrus/crawler-user-agents) knows them. Whoever
 * does not keep to robots.txt is not stopped by a name here.
 */

/** They collect texts to train models with. A name that is a search engine's as well is not among them. */
export const aiTrainingCrawlers = [
  'AI2Bot',
  'Applebot-Extended',
  'Bytespider',
  'CCBot',
  'ChatGLM-Spider',
  'ClaudeBot',
  'DeepSeekBot',
  'Diffbot',
  'FacebookBot',
  'GPTBot',
  'Google-Extended',
  'ImagesiftBot',
  'PanguBot',
  'SBIntuitionsBot',
  'Timpibot',
  'anthropic-ai',
  'cohere-ai',
  'cohere-training-data-crawler',
  'img2dataset',
  'laion-huggingface-processor',
  'meta-externalagent',
] as const;

/** They look things up to answer a question, and often name where they found it. */
export const aiSearchCrawlers = [
  'Amzn-SearchBot',
  'Amzn-User',
  'AzureAI-SearchBot',
  'ChatGPT-User',
  'Claude-SearchBot',
  'Claude-User',
  'DuckAssistBot',
  'Gemini-Deep-Research',
  'Google-NotebookLM',
  'LinkupBot',
  'MistralAI-User',
  'OAI-SearchBot',
  'Perplexity-User',
  'PerplexityBot',
  'PhindBot',
  'TavilyBot',
  'YouBot',
  'iAskBot',
  'kagi-fetcher',
  'meta-externalfetcher',
] as const;
