import type { Weather } from "../model/calendar-types";
import { weatherWords } from "../model/weather-words";
import styles from "./weather-words.module.css";

interface WeatherWordsProps {
  weather: Weather | undefined;
  zone: string;
}

/** What the weather of a day is going to be; nothing where nobody knows. */
export function WeatherWords({ weather, zone }: WeatherWordsProps) {
  return weather === undefined ? null : (
    <p className={styles.weather}>
      <span className="visually-hidden">Weather: </span>
      {weatherWords(weather, zone)}
    </p>
  );
}
