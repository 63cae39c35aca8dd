/** The label schemas that come with the program, in the words of a chooser. The program knows their labels. */

export const presets = [
  { id: "faithfulness", label: "Faithfulness", hint: "Contradiction, unsupported, fabricated reference, reasoning error and more; three severities." },
  { id: "ragtruth", label: "RAGTruth", hint: "Evident and subtle conflict, evident and subtle baseless information." },
  { id: "faithbench", label: "FaithBench", hint: "Benign, questionable and unwanted, the last one intrinsic or extrinsic." },
  { id: "intrinsic-extrinsic", label: "Intrinsic and extrinsic", hint: "Misrepresents the source, or adds to it." },
  { id: "lettucedetect", label: "LettuceDetect", hint: "Contradiction, unsupported addition and fabricated reference with their kinds; three severities." },
  { id: "mqm", label: "MQM", hint: "Accuracy, fluency, terminology and style, as translators grade them; neutral to critical." },
] as const;

/** Id of a preset. */
export type PresetId = (typeof presets)[number]["id"];

/** The preset that fits a format best. */
export function presetFor(format: string | null): PresetId {
  if (format === "xsum") return "intrinsic-extrinsic";
  return format === "faithbench" ? "faithbench" : "faithfulness";
}
