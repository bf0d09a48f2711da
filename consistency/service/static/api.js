// The service, as the page sees it.

/** A refusal in words. */
export class Refused extends Error {
  constructor(status, words) {
    super(words);
    this.status = status;
  }
}

/** Report formats that this service has. */
export async function formats() {
  const described = await (await fetch("/openapi.json")).json();
  const parameters = described.paths["/v1/check"].post.parameters;
  return parameters.find((parameter) => parameter.name === "format").schema.enum;
}

/** A report in a format, as text. */
export async function check(article, format, key, signal) {
  const headers = { "Content-Type": "application/json" };
  if (key) headers.Authorization = `Bearer ${key}`;
  let answer;
  try {
    answer = await fetch(`/v1/check?format=${encodeURIComponent(format)}`, {
      method: "POST", headers, body: JSON.stringify(article), signal,
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused(0, "The service cannot be reached. Is it running?");
  }
  if (!answer.ok) throw new Refused(answer.status, await words(answer));
  return answer.text();
}

async function words(answer) {
  try {
    const told = await answer.json();
    return `${told.culprit}: ${told.detail}; ${told.mend}.`;
  } catch {
    return `The service answered ${answer.status} without a reason.`;
  }
}
