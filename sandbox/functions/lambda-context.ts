/** What a context needs to know of its invocation. */
export interface LambdaContextRequest {
  readonly requestId: string;
  readonly functionArn: string;
  readonly timeoutMs: number;
}

/**
 * Builds the second argument of a handler.
 *
 * The remaining time is real, like the timeout that ends the thread: a function's own work takes
 * real time, and the virtual clock jumps only between invocations.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 */
export const createLambdaContext = (request: LambdaContextRequest, env = process.env) => {
  const endsAt = performance.now() + request.timeoutMs;
  return {
    awsRequestId: request.requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: env['AWS_LAMBDA_FUNCTION_NAME'],
    functionVersion: '$LATEST',
    invokedFunctionArn: request.functionArn,
    logGroupName: env['AWS_LAMBDA_LOG_GROUP_NAME'],
    logStreamName: env['AWS_LAMBDA_LOG_STREAM_NAME'],
    memoryLimitInMB: env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
    getRemainingTimeInMillis: () => Math.max(0, Math.round(endsAt - performance.now())),
  };
};
