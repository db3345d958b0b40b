"""A group's courses for the tests."""

from __future__ import annotations

COURSES = """\
speaking: {points: 0}
courses:
  小课堂:
    days: [周一, 周四]
    at: '20:00'
    speaker: 王师傅
    topic: 怎么把面发好
    material: https://example.com/lesson
    homework:
      - {kind: 选择, ask: 水温多少合适？, options: [10度, 35度, 80度], answer: 2, points: 5}
      - {kind: 选择, ask: 要用到哪些？, options: [酵母, 盐, 醋], answer: [1, 2], points: 5}
      - {kind: 关键词, ask: 发到多大就好了？, words: [两倍, 一倍], points: 5}
      - {kind: 简答, ask: 今天学到了什么？, points: 10}
"""
