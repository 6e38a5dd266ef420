import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { Memo } from '../../src/store/memo.ts';

describe('A memo of the collection', () => {
  const path = join(inject('folder'), 'memo.db');
  let database: Database.Database;
  let memo: Memo;
  let asked: number;
  const ask = () =>
    memo.get('count', () => {
      asked++;
      return database.prepare('SELECT count(*) FROM things').pluck().get();
    });

  beforeEach(() => {
    database = new Database(path);
    database.exec('CREATE TABLE things (name TEXT); CREATE TABLE descriptions (number INTEGER)');
    database.exec('INSERT INTO descriptions VALUES (0)');
    memo = new Memo(database);
    asked = 0;
  });
  afterEach(() => {
    database.close();
    rmSync(path);
  });

  it('works an answer out once', () => {
    expect([ask(), ask()]).toEqual([0, 0]);
    expect(asked).toBe(1);
  });

  it('works it out again after a write of its own', () => {
    ask();
    database.exec("INSERT INTO things VALUES ('one')");
    expect(ask()).toBe(1);
    database.exec("UPDATE things SET name = 'other'");
    ask();
    expect(asked).toBe(3);
  });

  it('works it out again after a write of another process', () => {
    ask();
    const other = new Database(path);
    other.exec("INSERT INTO things VALUES ('one')");
    other.close();
    expect(ask()).toBe(1);
  });

  it('keeps what documents say until they say something else', () => {
    const describeAll = () =>
      memo.describe('descriptions', () => {
        asked++;
        return database.prepare('SELECT count(*) FROM things').pluck().get();
      });
    describeAll();
    database.exec("INSERT INTO things VALUES ('one')");
    expect([describeAll(), asked]).toEqual([0, 1]);
    database.exec('UPDATE descriptions SET number = number + 1');
    expect([describeAll(), asked]).toEqual([1, 2]);
  });

  it('keeps nothing of a transaction that may be undone', () => {
    const find = () => memo.describe('things', () => database.prepare('SELECT count(*) FROM things').pluck().get());
    database.exec("BEGIN; INSERT INTO things VALUES ('one'); UPDATE descriptions SET number = number + 1");
    expect(find()).toBe(1);
    database.exec('ROLLBACK; UPDATE descriptions SET number = number + 1');
    expect(find()).toBe(0);
  });
});
